package io.github.langfast2api.redis;

/**
 * The names of keys: prefix, kind and what it is of, separated by colons. Names of clients, owners
 * and ids are escaped, so that no two make the same key and none contains a colon.
 */
final class RedisKeys {

  private final String prefix;

  RedisKeys(String prefix) {
    this.prefix = prefix + ":";
  }

  /** What the heartbeat writes. */
  String probe() {
    return prefix + "probe";
  }

  /** The token bucket of a client. */
  String rate(String client) {
    return prefix + "rate:" + escaped(client);
  }

  /** The runs of a client that are in progress. */
  String runs(String client) {
    return prefix + "runs:" + escaped(client);
  }

  /** What the keys of an owner's responses begin with. */
  String responses(String owner) {
    return prefix + "response:" + escaped(owner) + ":";
  }

  /** The order in which an owner's responses go. */
  String order(String owner) {
    return prefix + "order:" + escaped(owner);
  }

  /** The totals of an owner. */
  String totals(String owner) {
    return prefix + "totals:" + escaped(owner);
  }

  /** A shared value. */
  String value(String name) {
    return prefix + "value:" + escaped(name);
  }

  /** The lease of a shared value. */
  String lease(String name) {
    return prefix + "lease:" + escaped(name);
  }

  /** A name in which each character but letters, digits and a few signs is four hex digits. */
  static String escaped(String name) {
    StringBuilder escaped = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "._-@".indexOf(c) >= 0);
      escaped.append(plain ? String.valueOf(c) : "%%%04x".formatted((int) c));
    }
    return escaped.toString();
  }
}
