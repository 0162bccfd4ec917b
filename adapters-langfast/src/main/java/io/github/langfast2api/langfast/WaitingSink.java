package io.github.langfast2api.langfast;

import io.github.langfast2api.domain.ChatDelta;
import io.github.langfast2api.domain.DeltaSink;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The sink of a mailbox's reader, which takes text only while the reader waits; what it refuses, or
 * throws, is the reader's. Not for several threads.
 */
final class WaitingSink {

  private @Nullable DeltaSink sink;
  private boolean waiting;
  private Optional<RunUpdate> refused = Optional.empty();
  private @Nullable Throwable thrown;

  /** From now on this sink is used. */
  void use(DeltaSink other) {
    sink = other;
  }

  /** Whether it would be given text now. An interrupted thread could not write. */
  boolean isOpen() {
    return sink != null
        && waiting
        && refused.isEmpty()
        && thrown == null
        && !Thread.currentThread().isInterrupted();
  }

  /** The reader is going to wait. */
  void open() {
    waiting = true;
  }

  /** The reader waits no more; returns whether it did. */
  boolean close() {
    boolean was = waiting;
    waiting = false;
    return was;
  }

  /** Gives the text of an update to the sink, which must be open; an end is the reader's. */
  void give(Supplier<RunUpdate> next) {
    try {
      RunUpdate update = next.get();
      if (update.end().isPresent() || !take(update.delta().text())) {
        refused = Optional.of(update);
      }
    } catch (Throwable e) { // It is the reader's, and all other runs go on.
      thrown = e;
    }
  }

  /** Whether there is something for the reader. */
  boolean hasForReader() {
    return refused.isPresent() || thrown != null;
  }

  /** What was refused, once, or what was thrown, at each call. */
  Optional<RunUpdate> forReader() {
    switch (thrown) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
    Optional<RunUpdate> update = refused;
    refused = Optional.empty();
    return update;
  }

  private boolean take(String text) {
    return text.isEmpty() || (sink != null && sink.take(new ChatDelta(text)));
  }
}
