package io.github.langfast2api.langfast.emulation;

/** The beginning of what a model wrote, for whoever shows it to the model again. For one thread. */
final class WrittenText {

  private static final int MAX_CHARS = 32 << 10;

  private final StringBuilder text = new StringBuilder();

  void add(String piece) {
    int room = MAX_CHARS - text.length();
    if (piece.length() <= room) {
      text.append(piece);
    } else if (room > 1) {
      boolean cutsPair = Character.isHighSurrogate(piece.charAt(room - 1));
      text.append(piece, 0, cutsPair ? room - 1 : room);
    }
  }

  void clear() {
    text.setLength(0);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
