package io.github.langfast2api.langfast.emulation;

/** The beginning of what a model wrote, for whoever shows it to the model again. For one thread. */
final class WrittenText {

  private static final int MAX_CHARS = 32 << 10;

  private final AnswerMemory memory;
  private StringBuilder text = new StringBuilder();

  WrittenText(AnswerMemory memory) {
    this.memory = memory;
  }

  void add(String piece) {
    int room = MAX_CHARS - text.length();
    memory.hold((long) Math.min(room, piece.length()) * AnswerMemory.CHAR_BYTES);
    if (piece.length() <= room) {
      text.append(piece);
    } else if (room > 1) {
      boolean cutsPair = Character.isHighSurrogate(piece.charAt(room - 1));
      text.append(piece, 0, cutsPair ? room - 1 : room);
    }
  }

  /** Drops the text, but not its memory, which is cleared with all of the answer's. */
  void clear() {
    text = new StringBuilder();
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
