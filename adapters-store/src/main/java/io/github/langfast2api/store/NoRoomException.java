package io.github.langfast2api.store;

import java.io.IOException;

/** A change could not be written, most likely for a full disk, and left nothing behind. */
final class NoRoomException extends IOException {

  private static final long serialVersionUID = 1L;

  NoRoomException(IOException cause) {
    super(cause.getMessage(), cause);
  }
}
