package io.github.langfast2api.http.responses;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ids of one response and of its items. They are unguessable, since whoever has no key owns
 * what all others without one own. The id of an item tells the response that it is stored with.
 *
 * @param random 128 bits in hexadecimal digits
 */
record ResponseIds(String random) {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int RANDOM_BYTES = 16;
  private static final Pattern ITEM = Pattern.compile("[a-z]+_([0-9a-f]{32})_i?[0-9]+");

  /** The ids of a new response. */
  static ResponseIds create() {
    byte[] bytes = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(bytes);
    return new ResponseIds(HexFormat.of().formatHex(bytes));
  }

  /** The id of the response. */
  String response() {
    return "resp_" + random;
  }

  /** The id of an item that the model made. */
  String output(String prefix, int index) {
    return prefix + random + "_" + index;
  }

  /** The id under which an item that the request brought is stored. */
  String input(String prefix, int index) {
    return prefix + random + "_i" + index;
  }

  /** The id of the response with which an item is stored; empty if none is. */
  static Optional<String> responseOf(String itemId) {
    Matcher matcher = ITEM.matcher(itemId);
    return matcher.matches() ? Optional.of("resp_" + matcher.group(1)) : Optional.empty();
  }
}
