package io.github.langfast2api.http.request;

import org.jspecify.annotations.Nullable;

/** A position in a body that is being parsed: an array or object, and the member within it. */
final class BodyPosition {

  private static final int MAX_NAME_CHARS = 64;

  private final @Nullable BodyPosition parent;
  private String name = "";
  private int index = -1;

  /**
   * The position of a value.
   *
   * @param parent that of the array or object that holds the value; null for the body itself
   */
  BodyPosition(@Nullable BodyPosition parent) {
    this.parent = parent;
  }

  /** Moves to the member of this name. */
  void moveTo(String member) {
    name = member;
  }

  /** Moves to the next item. */
  void moveToNext() {
    index++;
  }

  /** The path of the array or object, as in {@code messages[3].content}; empty for the body. */
  String path() {
    return parent == null ? "" : parent.memberPath();
  }

  private String memberPath() {
    if (index >= 0) {
      return "%s[%d]".formatted(path(), index);
    }
    String shown = name.length() > MAX_NAME_CHARS ? name.substring(0, MAX_NAME_CHARS) : name;
    return path().isEmpty() ? shown : path() + "." + shown;
  }
}
