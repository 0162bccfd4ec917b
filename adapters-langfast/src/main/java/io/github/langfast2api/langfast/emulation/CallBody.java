package io.github.langfast2api.langfast.emulation;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.langfast.emulation.JsonScanner.Progress;
import jakarta.json.JsonString;
import java.util.Optional;

/**
 * The body of a block, which becomes the arguments of a call: the first JSON value in it, made
 * valid if it almost is; where there is none, the text as it stands. For one thread.
 */
final class CallBody {

  /** A body that is longer ends the answer. */
  static final int MAX_CHARS = 4 << 20;

  /** How a block ends. */
  enum End {
    /** At its closing tag. */
    CLOSED,
    /** At the opening tag of another block. */
    INTERRUPTED,
    /** With the answer. */
    FINISHED
  }

  private enum State {
    START,
    FENCE,
    JSON,
    TEXT,
    COMPLETE
  }

  private final boolean freeText;
  private final AnswerMemory memory;
  private final StringBuilder text = new StringBuilder();
  private JsonScanner json = new JsonScanner();
  private int jsonStart = -1;
  private State state;
  private int repairs;
  private int edits;
  private long heldBytes;

  /**
   * @param freeText whether the body is no JSON but the text as it stands
   * @param memory for the text
   */
  CallBody(boolean freeText, AnswerMemory memory) {
    this.freeText = freeText;
    this.memory = memory;
    this.state = freeText ? State.TEXT : State.START;
  }

  /** Whether a mark would be one: in a string of JSON it is text. */
  boolean mayHoldMark() {
    return state != State.JSON || !json.isInString();
  }

  /**
   * Takes the next character.
   *
   * @return whether the body is whole, and {@link #arguments} may be asked for
   */
  boolean take(char c) {
    if (text.length() >= MAX_CHARS) {
      throw new ChatException(
          new ChatFailure.InvalidAnswer("The model wrote a call that is too long to be read."));
    }
    hold(AnswerMemory.CALL_CHAR_BYTES);
    text.append(c);
    switch (state) {
      case START -> start(c);
      case FENCE -> {
        if (c == '\n') {
          state = State.START;
        } else if (opensJson(c)) {
          begin(c);
        }
      }
      case JSON -> scan(c);
      case TEXT -> {
        // A word before the value is left out, unless the value turns out to be none.
        if (!freeText && jsonStart < 0 && c == '{') {
          begin(c);
        }
      }
      case COMPLETE -> throw new IllegalStateException("the body is whole");
    }
    return state == State.COMPLETE;
  }

  /** Takes what seemed to become a mark. */
  boolean take(String piece) {
    for (int i = 0; i < piece.length(); i++) {
      if (take(piece.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** Lets its memory go: it is not used any more. */
  void free() {
    memory.free(heldBytes);
    heldBytes = 0;
  }

  /** The text so far. */
  String text() {
    return text.toString();
  }

  /** How many times something had to be made valid. */
  int repairs() {
    return repairs;
  }

  /** The arguments of a whole body. */
  String arguments() {
    repairs += json.edits().count();
    String value = text.substring(jsonStart);
    return decoded(json.edits().apply(value, 0, json.length()));
  }

  /**
   * The arguments of a body that ends here.
   *
   * @return empty if there are none: at an interruption the block is text, at the answer's end the
   *     call is cut
   */
  Optional<String> argumentsAt(End end) {
    if (freeText) {
      return end == End.INTERRUPTED && text.toString().isBlank()
          ? Optional.empty()
          : Optional.of(text.toString());
    }
    return switch (state) {
      case START, FENCE -> end == End.INTERRUPTED ? Optional.empty() : Optional.of(nothing());
      case JSON -> incomplete(end);
      case TEXT ->
          end == End.INTERRUPTED && jsonStart < 0 ? Optional.empty() : Optional.of(asWritten());
      case COMPLETE -> Optional.of(arguments());
    };
  }

  private void start(char c) {
    if (c == '`') {
      repairs++;
      state = State.FENCE;
    } else if (opensJson(c)) {
      begin(c);
    } else if (!Character.isWhitespace(c)) {
      state = State.TEXT;
    }
  }

  private static boolean opensJson(char c) {
    return c == '{' || c == '[' || c == '"';
  }

  private void begin(char c) {
    if (state == State.TEXT) {
      repairs++;
    }
    jsonStart = text.length() - 1;
    state = State.JSON;
    scan(c);
  }

  private void scan(char c) {
    Progress progress = json.take(c);
    int changes = json.edits().count() - edits;
    if (changes > 0) {
      edits += changes;
      hold((long) changes * AnswerMemory.EDIT_BYTES);
    }
    if (progress == Progress.COMPLETE) {
      state = State.COMPLETE;
    } else if (progress == Progress.INVALID) {
      state = State.TEXT;
    }
  }

  private void hold(long bytes) {
    memory.hold(bytes);
    heldBytes += bytes;
  }

  private Optional<String> incomplete(End end) {
    if (json.isCompletable()) {
      text.append(json.complete());
      repairs++;
      String value = text.substring(jsonStart);
      repairs += json.edits().count();
      return Optional.of(json.edits().apply(value, 0, value.length()));
    }
    return end == End.FINISHED ? Optional.empty() : Optional.of(asWritten());
  }

  private String asWritten() {
    String written = text.toString().strip();
    return written.equals("null") ? nothing() : written;
  }

  private String nothing() {
    repairs++;
    return "{}";
  }

  /** What a string holds, where it is JSON by itself. */
  private String decoded(String value) {
    if (value.charAt(0) != '"') {
      return value;
    }
    return JsonSyntax.parse(value)
        .map(string -> ((JsonString) string).getString().strip())
        .filter(inner -> inner.startsWith("{") || inner.startsWith("["))
        .filter(JsonSyntax::isWellFormed)
        .flatMap(CallBody::valid)
        .map(
            inner -> {
              repairs++;
              return inner;
            })
        .orElse(value);
  }

  private static Optional<String> valid(String text) {
    JsonScanner scanner = new JsonScanner();
    Progress progress = Progress.OPEN;
    for (int i = 0; i < text.length() && progress == Progress.OPEN; i++) {
      progress = scanner.take(text.charAt(i));
    }
    return progress == Progress.COMPLETE
        ? Optional.of(scanner.edits().apply(text, 0, scanner.length()))
        : Optional.empty();
  }
}
