package io.github.langfast2api.app;

import java.util.Optional;

/**
 * A value that belongs to a request: it is bound to the thread that serves the request, and to
 * those that work for it.
 */
final class RequestLocal<T> {

  private final ThreadLocal<Optional<T>> current = ThreadLocal.withInitial(Optional::empty);

  /** The value of the request that this thread serves, or works for. */
  Optional<T> get() {
    return current.get();
  }

  /** Binds a value to this thread until {@link #unbind}. */
  void bind(T value) {
    current.set(Optional.of(value));
  }

  /** Ends what {@link #bind} began, on the same thread. */
  void unbind() {
    current.remove();
  }

  /** Binds a value to the thread that runs a task, for so long. */
  Runnable carried(T value, Runnable task) {
    return () -> {
      bind(value);
      try {
        task.run();
      } finally {
        unbind();
      }
    };
  }
}
