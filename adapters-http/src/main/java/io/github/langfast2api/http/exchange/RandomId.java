package io.github.langfast2api.http.exchange;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Random ids of requests and of answers, in the form of OpenAI's: a prefix and 24 letters and
 * digits, some 143 bits. They are unique but not unguessable, so nothing may be protected by them.
 */
public final class RandomId {

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int RANDOM_CHARS = 24;

  private RandomId() {}

  /** A new id that begins with this prefix. */
  public static String withPrefix(String prefix) {
    char[] id = new char[RANDOM_CHARS];
    for (int i = 0; i < RANDOM_CHARS; i++) {
      id[i] = ALPHABET.charAt(ThreadLocalRandom.current().nextInt(ALPHABET.length()));
    }
    return prefix + new String(id);
  }
}
