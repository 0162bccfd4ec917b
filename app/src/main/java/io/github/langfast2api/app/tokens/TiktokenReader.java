package io.github.langfast2api.app.tokens;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads a vocabulary's file token by token, without an object for any: lines of Base64 (RFC 4648),
 * a space and a decimal rank. For one thread.
 */
final class TiktokenReader {

  private static final int MAX_TOKEN_BYTES = 1024;
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final byte[] VALUES = values();

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 14];
  private int position;
  private int limit;

  private final byte[] token = new byte[MAX_TOKEN_BYTES];
  private int length;
  private int rank;

  TiktokenReader(InputStream in) {
    this.in = in;
  }

  /** Reads the next token; false at the end. */
  boolean next() throws IOException {
    int c = read();
    while (c == '\n') {
      c = read();
    }
    if (c < 0) {
      return false;
    }
    readToken(c);
    readRank();
    return true;
  }

  /** The number of bytes of the token. */
  int length() {
    return length;
  }

  int rank() {
    return rank;
  }

  void copyTo(byte[] target, int at) {
    System.arraycopy(token, 0, target, at, length);
  }

  private void readToken(int first) throws IOException {
    length = 0;
    int bits = 0;
    int pending = 0;
    for (int c = first; c != ' '; c = read()) {
      if (c == '=') {
        continue;
      }
      int value = c < 0 || c >= VALUES.length ? -1 : VALUES[c];
      if (value < 0 || length == MAX_TOKEN_BYTES) {
        throw new IOException("not a token in Base64");
      }
      pending = pending << 6 | value;
      bits += 6;
      if (bits >= 8) {
        bits -= 8;
        token[length++] = (byte) (pending >> bits);
      }
    }
  }

  private void readRank() throws IOException {
    rank = 0;
    for (int c = read(); c != '\n' && c >= 0; c = read()) {
      if (c < '0' || c > '9' || rank > 100_000_000) {
        throw new IOException("not the rank of a token");
      }
      rank = rank * 10 + c - '0';
    }
  }

  private int read() throws IOException {
    if (position == limit) {
      limit = in.read(buffer);
      position = 0;
      if (limit <= 0) {
        limit = 0;
        return -1;
      }
    }
    return buffer[position++] & 0xff;
  }

  private static byte[] values() {
    byte[] values = new byte[128];
    Arrays.fill(values, (byte) -1);
    for (int i = 0; i < ALPHABET.length(); i++) {
      values[ALPHABET.charAt(i)] = (byte) i;
    }
    return values;
  }
}
