package io.github.langfast2api.langfast;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.langfast.wire.HttpRefusedException;
import java.util.Optional;
import java.util.regex.Pattern;

/** LangFast's public web key, which goes with every call to Supabase. Safe for any thread. */
interface AnonKeys {

  /** What an operator can do where the key is not found, or not taken. */
  String BY_HAND =
      "set LANGFAST_ANON_KEY by hand to the apikey header of the page's requests, which the network"
          + " view of a browser's developer tools shows.";

  /** What Supabase's gateway says of a key that it does not know, or not any more. */
  Pattern REFUSED = Pattern.compile("\\bapi.?keys?\\b", Pattern.CASE_INSENSITIVE);

  /**
   * The key. Where it is not known yet, it is waited for.
   *
   * @throws ChatException if it cannot be had
   */
  String current();

  /**
   * Another key than this one, which Supabase refused. Those who were refused the same one get the
   * same other.
   *
   * @return empty if there is no other, and none will be sought
   * @throws ChatException if another was sought and not found
   */
  Optional<String> insteadOf(String refused);

  /** Takes note that Supabase took a key. */
  void accepted(String key);

  /** Gets the key in the background, if it is not known. */
  void start();

  /** Why there is no key, if it was sought in vain. */
  Optional<String> notReadyReason();

  /** Where the key comes from, in words for the operator; most of the key is left out. */
  String origin();

  /** Whether it is the key that was refused, and not who is signed in. */
  static boolean isRefusal(HttpRefusedException refused) {
    return refused.status() == 401
        && REFUSED.matcher(UpstreamError.of(refused.body()).message()).find();
  }

  /** A failure's sentence that says what to do. */
  static String notFound(String why) {
    return "LangFast's key cannot be found, since " + why + ": " + BY_HAND;
  }

  /** As much of a key as tells which it is. */
  static String masked(String key) {
    return key.length() <= 24 ? "…" : key.substring(0, 6) + "…" + key.substring(key.length() - 4);
  }
}
