package io.github.langfast2api.http.exchange;

import java.util.concurrent.ThreadLocalRandom;

/** Names for requests and completions: unlike each other, and no secrets. */
public final class Ids {

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int LENGTH = 24;

  private Ids() {}

  static String request() {
    return "req_" + random();
  }

  public static String completion() {
    return "chatcmpl-" + random();
  }

  private static String random() {
    char[] id = new char[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      id[i] = ALPHABET.charAt(ThreadLocalRandom.current().nextInt(ALPHABET.length()));
    }
    return new String(id);
  }
}
