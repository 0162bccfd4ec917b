package io.github.langfast2api.langfast.emulation;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.langfast.emulation.JsonScanner.Progress;
import java.util.Optional;

/**
 * An answer that is a JSON object: it begins with a bracket, ends with the one that matches, and is
 * passed on while it comes. It is kept as a whole only where there is a schema to be checked. For
 * one thread.
 */
final class JsonAnswer {

  private static final int MAX_CHARS = 4 << 20;

  /** What a value takes that is checked, at the upper end. */
  private static final int CHECKED_VALUE_BYTES = 200;

  private final AnswerForm form;
  private final AnswerMemory memory;
  private final boolean kept;
  private final JsonScanner scanner = new JsonScanner();

  /** What is not passed on yet. */
  private final StringBuilder text = new StringBuilder();

  /** What was passed on. */
  private final StringBuilder valid = new StringBuilder();

  private Progress progress = Progress.OPEN;
  private int length;
  private int closed;
  private int edits;

  /**
   * @param memory for what is kept
   */
  JsonAnswer(AnswerForm form, AnswerMemory memory) {
    this.form = form;
    this.memory = memory;
    this.kept = form.strictSchema().isPresent();
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
    if (length + to - from > MAX_CHARS) {
      throw new ChatException(
          new ChatFailure.InvalidAnswer("The model wrote JSON that is too long to be read."));
    }
    holdEdits();
    if (progress == Progress.INVALID) {
      add(piece, from, to == from ? to : to - 1);
      return piece.length();
    }
    add(piece, from, to);
    return to;
  }

  /** What can be passed on since this was last asked. */
  String drain() {
    int passed = length - text.length();
    return passOn(Math.min(scanner.settled() - passed, text.length()));
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
      String brackets = scanner.complete();
      add(brackets, 0, brackets.length());
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
    if (length == 0) {
      return Optional.of("it holds no JSON object");
    }
    if (!isComplete()) {
      return Optional.of("it is not valid JSON");
    }
    if (!kept) {
      return Optional.empty();
    }
    memory.hold((long) scanner.values() * CHECKED_VALUE_BYTES);
    return form.faultOfJson(valid.toString());
  }

  private void add(String piece, int from, int to) {
    memory.hold((long) (to - from) * AnswerMemory.CALL_CHAR_BYTES);
    text.append(piece, from, to);
    length += to - from;
  }

  private void holdEdits() {
    int changes = scanner.edits().count() - edits;
    edits += changes;
    memory.hold((long) changes * AnswerMemory.EDIT_BYTES);
  }

  private String passOn(int to) {
    String piece = scanner.edits().apply(text, length - text.length(), 0, to);
    text.delete(0, to);
    if (kept) {
      valid.append(piece);
    } else {
      memory.free((long) to * AnswerMemory.CALL_CHAR_BYTES);
    }
    return piece;
  }
}
