package io.github.langfast2api.langfast;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds Supabase's public web keys in the text of a page or a script: the anon key, which is a JWT,
 * and the publishable key, which has taken its place in newer projects. The service key, which is
 * no public one, is never taken. It takes time in proportion to the text, whatever the text.
 */
final class AnonKeyScanner {

  private static final Pattern PROJECT_HOST = Pattern.compile("([a-z0-9-]+)\\.supabase\\.(co|in)");

  // Each match begins where a word does, so that no word is looked at from each of its characters.
  private static final Pattern JWT =
      Pattern.compile(
          "(?<![\\w-])ey[\\w-]{8,}+={0,2}+\\.[\\w-]{8,}+={0,2}+\\.[\\w-]{16,}+(?:={1,2}+)?");
  private static final Pattern PUBLISHABLE =
      Pattern.compile("(?<![\\w-])sb_publishable_[\\w-]{16,128}+(?![\\w-])");

  private final Optional<String> project;

  /**
   * @param project the name of the Supabase project whose key is sought; empty if it is not known,
   *     and the key of any will do
   */
  AnonKeyScanner(Optional<String> project) {
    this.project = project;
  }

  /**
   * Looks for the key of the project that is served there, as far as the host tells which it is.
   */
  static AnonKeyScanner of(URI supabase) {
    Matcher host =
        PROJECT_HOST.matcher(String.valueOf(supabase.getHost()).toLowerCase(Locale.ROOT));
    return new AnonKeyScanner(host.matches() ? Optional.of(host.group(1)) : Optional.empty());
  }

  /** How sure it is that a key is the one; the first is the surest. */
  enum Certainty {
    /** It says itself whose it is, and there is nothing better to find. */
    OWN,
    /** It does not say whose it is, and stands in one text with the project's name. */
    NEAR,
    /** It does not say whose it is. */
    POSSIBLE
  }

  /** A key that may be the one. */
  record Candidate(String key, Certainty certainty) {
    @Override
    public String toString() {
      return "Candidate[" + AnonKeys.masked(key) + ", " + certainty + "]";
    }
  }

  /** All keys in a text that may be the one, in their order. */
  List<Candidate> scan(String text) {
    List<Candidate> found = new ArrayList<>();
    for (Matcher jwt = JWT.matcher(text); jwt.find(); ) {
      if (isAnon(jwt.group())) {
        found.add(new Candidate(jwt.group(), Certainty.OWN));
      }
    }
    boolean named = project.isPresent() && text.contains(project.get());
    for (Matcher key = PUBLISHABLE.matcher(text); key.find(); ) {
      found.add(new Candidate(key.group(), named ? Certainty.NEAR : Certainty.POSSIBLE));
    }
    return found;
  }

  /** Whether a text is such a key, the whole of it. */
  boolean isKey(String text) {
    return (JWT.matcher(text).matches() && isAnon(text)) || PUBLISHABLE.matcher(text).matches();
  }

  private boolean isAnon(String token) {
    return JwtClaims.of(token)
        .filter(claims -> claims.text("role").equals(Optional.of("anon")))
        .filter(claims -> project.isEmpty() || isOfProject(claims))
        .isPresent();
  }

  private boolean isOfProject(JwtClaims claims) {
    return claims.text("iss").equals(Optional.of("supabase")) && claims.text("ref").equals(project);
  }
}
