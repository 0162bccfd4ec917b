package io.github.langfast2api.langfast;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The fragments of a short text that quote long ones: runs of sixteen letters and digits that stand
 * in both, in whichever case and with whatever between them. Long texts are read once.
 */
final class QuotedFragments {

  private static final int FRAGMENT_CHARS = 16;

  private final String text;
  private final Map<Long, List<Span>> fragments = new HashMap<>();

  private record Span(int from, int to) {}

  QuotedFragments(String text) {
    this.text = text;
    Window window = new Window();
    for (int i = 0; i < text.length(); i++) {
      if (window.add(text.charAt(i), i)) {
        fragments
            .computeIfAbsent(window.hash, hash -> new ArrayList<>())
            .add(new Span(window.start(), i + 1));
      }
    }
  }

  /** The text with a mask in the place of what quotes one of these. */
  String masked(List<String> sent, String mask) {
    BitSet quoted = new BitSet(text.length());
    if (!fragments.isEmpty()) {
      sent.forEach(each -> mark(each, quoted));
    }
    StringBuilder masked = new StringBuilder();
    int from = 0;
    for (int at = quoted.nextSetBit(0); at >= 0; at = quoted.nextSetBit(from)) {
      masked.append(text, from, at).append(mask);
      from = quoted.nextClearBit(at);
    }
    return masked.append(text, from, text.length()).toString();
  }

  private void mark(String sent, BitSet quoted) {
    Window window = new Window();
    for (int i = 0; i < sent.length(); i++) {
      if (window.add(sent.charAt(i), i)) {
        for (Span span : fragments.getOrDefault(window.hash, List.of())) {
          quoted.set(span.from(), span.to());
        }
      }
    }
  }

  /** The last letters and digits of a text, with a rolling hash. */
  private static final class Window {

    private static final long BASE = 1_000_003;
    private static final long LEAVING = power(FRAGMENT_CHARS);

    private final char[] chars = new char[FRAGMENT_CHARS];
    private final int[] positions = new int[FRAGMENT_CHARS];
    private long hash;
    private int count;

    /** Adds a character, unless it is neither letter nor digit; returns whether there is a hash. */
    boolean add(char c, int position) {
      if (!Character.isLetterOrDigit(c)) {
        return false;
      }
      int slot = count % FRAGMENT_CHARS;
      hash = hash * BASE - LEAVING * chars[slot];
      chars[slot] = Character.toLowerCase(c);
      positions[slot] = position;
      hash += chars[slot];
      count++;
      return count >= FRAGMENT_CHARS;
    }

    /** Where the first of the characters stands. */
    int start() {
      return positions[count % FRAGMENT_CHARS];
    }

    private static long power(int exponent) {
      long power = 1;
      for (int i = 0; i < exponent; i++) {
        power *= BASE;
      }
      return power;
    }
  }
}
