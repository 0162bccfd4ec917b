package io.github.langfast2api.langfast.emulation;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.langfast.emulation.JsonScanner.Progress;
import java.util.Optional;
import java.util.function.Function;

/**
 * An answer that is a JSON object: it begins with a bracket, ends with the one that matches, and is
 * passed on while it comes. For one thread.
 */
final class JsonAnswer {

  private static final int MAX_CHARS = 4 << 20;

  private final Function<String, Optional<String>> check;
  private final JsonScanner scanner = new JsonScanner();
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder valid = new StringBuilder();
  private Progress progress = Progress.OPEN;
  private int passed;
  private int closed;

  /**
   * @param check what is wrong with the whole object, where it must be more than JSON
   */
  JsonAnswer(Function<String, Optional<String>> check) {
    this.check = check;
  }

  /**
   * Takes a piece of text, as far as it belongs to the object.
   *
   * @return where it ended
   */
  int take(String piece, int from) {
    int to = from;
    while (to < piece.length() && progress == Progress.OPEN) {
      progress = scanner.take(piece.charAt(to));
      to++;
    }
    if (text.length() + to - from > MAX_CHARS) {
      throw new ChatException(
          new ChatFailure.InvalidAnswer("The model wrote JSON that is too long to be read."));
    }
    if (progress == Progress.INVALID) {
      text.append(piece, from, to == from ? to : to - 1);
      return piece.length();
    }
    text.append(piece, from, to);
    return to;
  }

  /** What can be passed on since this was last asked. */
  String drain() {
    return passOn(Math.min(scanner.settled(), text.length()));
  }

  /** What is left when the answer is cut: it is passed on as it is. */
  String drainAll() {
    return passOn(text.length());
  }

  /** Whether the object is whole. */
  boolean isComplete() {
    return progress == Progress.COMPLETE;
  }

  /**
   * The answer is finished.
   *
   * @return the last of it
   */
  String finish() {
    if (progress == Progress.OPEN && scanner.isCompletable()) {
      text.append(scanner.complete());
      progress = Progress.COMPLETE;
      closed = 1;
      return drainAll();
    }
    return "";
  }

  /** How many times something had to be made valid. */
  int repairs() {
    return scanner.edits().count() + closed;
  }

  /** What is wrong with a finished answer. */
  Optional<String> fault() {
    if (text.isEmpty()) {
      return Optional.of("it holds no JSON object");
    }
    return isComplete() ? check.apply(valid.toString()) : Optional.of("it is not valid JSON");
  }

  private String passOn(int to) {
    String piece = scanner.edits().apply(text, passed, to);
    passed = to;
    valid.append(piece);
    return piece;
  }
}
