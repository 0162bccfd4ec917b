package io.github.langfast2api.langfast.emulation;

import io.github.langfast2api.domain.ChatDelta;
import io.github.langfast2api.domain.ChatEvent;
import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ToolCallEvent;
import java.util.Queue;

/**
 * What the client sees of an answer: content first, then calls. White space is held back until more
 * content follows, since before a call it is none; where there must be a call, all content is. What
 * has no place in the answer is counted. For one thread.
 */
final class AnswerContent {

  /** Longer white space is content. */
  private static final int WHITE_MAX_CHARS = 8192;

  private static final int HELD_MAX_CHARS = 4 << 20;

  private final Queue<ChatEvent> events;
  private final AnswerMemory memory;
  private final StringBuilder white = new StringBuilder();
  private final StringBuilder content = new StringBuilder();
  private boolean holdsBack;
  private long heldBytes;
  private boolean whiteIsContent;
  private boolean gap;
  private boolean ended;
  private boolean said;
  private boolean dropping;
  private int calls;
  private int dropped;

  /**
   * @param events where what can be seen is put
   * @param memory for content that waits
   * @param holdsBack whether content waits for a call
   */
  AnswerContent(Queue<ChatEvent> events, AnswerMemory memory, boolean holdsBack) {
    this.events = events;
    this.memory = memory;
    this.holdsBack = holdsBack;
  }

  /** Adds a piece of text. */
  void say(ChatDelta delta, int from, int to) {
    String text = delta.text();
    if (ended) {
      drop(text, from, to);
      return;
    }
    int solid = to;
    while (solid > from && isWhite(text.charAt(solid - 1))) {
      solid--;
    }
    if (solid > from) {
      if (gap && said && white.isEmpty() && !isWhite(text.charAt(from))) {
        white.append(' ');
      }
      gap = false;
      boolean whole = solid - from == text.length() && white.isEmpty();
      if (whole && content.isEmpty() && !holdsBack) {
        said = true;
        events.add(delta);
      } else {
        add(white, 0, white.length());
        add(text, from, solid);
      }
      white.setLength(0);
      whiteIsContent = false;
    }
    if (to > solid) {
      hold(text, solid, to);
    }
  }

  /** Adds text that was not a mark. */
  void say(String text) {
    if (!text.isEmpty()) {
      say(new ChatDelta(text), 0, text.length());
    }
  }

  /** Adds a piece of JSON, as it is. */
  void sayJson(String text) {
    add(text, 0, text.length());
  }

  /** Leaves a piece of text out; that of one place is counted once. */
  void drop(String text, int from, int to) {
    for (int i = from; i < to && !dropping; i++) {
      char c = text.charAt(i);
      if (!isWhite(c) && c != '`') {
        dropPiece();
      }
    }
  }

  /** Counts a piece of text that is left out, once in one place. */
  void dropPiece() {
    dropped += dropping ? 0 : 1;
    dropping = true;
  }

  /** Leaves out a call, and the white space before it. */
  void dropCall() {
    dropped++;
    dropWhite();
    dropMark();
  }

  /** Leaves out a mark. What stands around it does not become one word, which could be a mark. */
  void dropMark() {
    gap = true;
  }

  /** Leaves out the white space that was held back. */
  void dropWhite() {
    white.setLength(0);
  }

  /** From here on, text is left out. */
  void end() {
    ended = true;
    dropWhite();
  }

  /** What is left out from here on is left out of another place. */
  void beginBlock() {
    dropping = false;
  }

  /** Passes on what was added, unless it waits for a call. */
  void flush() {
    if (!holdsBack && !content.isEmpty()) {
      events.add(new ChatDelta(content.toString()));
      content.setLength(0);
      release();
    }
  }

  /** Adds a call, after which text is left out. */
  void call(ToolCallEvent call) {
    holdsBack = false;
    flush();
    end();
    calls++;
    events.add(call);
  }

  /** The answer is whole, and what was held back is content after all. */
  void finish() {
    holdsBack = false;
    add(white, 0, white.length());
    white.setLength(0);
    flush();
  }

  boolean isEnded() {
    return ended;
  }

  /** Whether there was content. */
  boolean isSaid() {
    return said;
  }

  int calls() {
    return calls;
  }

  int dropped() {
    return dropped;
  }

  private void hold(String text, int from, int to) {
    if (!whiteIsContent) {
      white.append(text, from, to);
      whiteIsContent = white.length() > WHITE_MAX_CHARS;
      if (whiteIsContent) {
        add(white, 0, white.length());
        white.setLength(0);
      }
    } else {
      add(text, from, to);
    }
  }

  private void add(CharSequence text, int from, int to) {
    said |= to > from;
    if (holdsBack && content.length() + to - from > HELD_MAX_CHARS) {
      throw new ChatException(
          new ChatFailure.InvalidAnswer("The model said too much before it called a tool."));
    }
    if (holdsBack) {
      long bytes = (long) (to - from) * AnswerMemory.CALL_CHAR_BYTES;
      memory.hold(bytes);
      heldBytes += bytes;
    }
    content.append(text, from, to);
  }

  /** Lets the memory go of content that waits no more. */
  private void release() {
    if (heldBytes > 0) {
      content.trimToSize();
      memory.free(heldBytes);
      heldBytes = 0;
    }
  }

  private static boolean isWhite(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }
}
