package io.github.langfast2api.ports.contract;

import io.github.langfast2api.domain.ChatDelta;
import io.github.langfast2api.domain.ChatEvent;
import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatStream;
import io.github.langfast2api.domain.DeltaSink;
import io.github.langfast2api.domain.Part;
import io.github.langfast2api.domain.Rewrite;
import io.github.langfast2api.domain.ToolCallEvent;
import io.github.langfast2api.ports.contract.Script.Step;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Plays a script to its reader, on the reader's own thread: nothing happens that nobody reads. So a
 * sink takes deltas on that thread, too.
 */
final class ScriptedStream implements ChatStream {

  private static final AtomicLong CALLS = new AtomicLong();

  private final Queue<Step> steps;
  private final Runnable onEnd;
  private final AtomicBoolean released = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);
  private DeltaSink sink = delta -> false;
  private String half = "";
  private long pauseEnds;
  private boolean pausing;
  private boolean finished;
  private @Nullable ChatException failed;

  ScriptedStream(Script script, Runnable onEnd) {
    this.steps = new ArrayDeque<>(script.steps());
    this.onEnd = onEnd;
  }

  @Override
  public Optional<ChatEvent> next(Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (true) {
      if (finished) {
        throw new IllegalStateException("the finish has been read");
      }
      if (failed != null) {
        throw failed;
      }
      if (closed.getCount() == 0) {
        throw fail(new ChatFailure.Cancelled());
      }
      Step step = steps.peek();
      switch (step) {
        case Step.Say(String text) -> {
          steps.remove();
          Optional<ChatDelta> delta = delta(half + text);
          if (delta.isPresent() && !isTaken(delta.get(), timeout)) {
            return Optional.of(delta.get());
          }
        }
        case Step.Call(String name, String arguments) -> {
          steps.remove();
          return Optional.of(call(name, arguments));
        }
        case Step.BrokenCall broken -> steps.remove();
        case Step.Rewrite(String text) -> {
          steps.remove();
          return Optional.of(new Rewrite(text));
        }
        case Step.End(var finish) -> {
          finished = true;
          release();
          return Optional.of(finish);
        }
        case Step.Fail(var failure) -> throw fail(failure);
        case Step.Drop() -> throw fail(new ChatFailure.OutcomeUnknown("The connection broke."));
        case Step.Pause(Duration time) -> {
          if (!pause(time, deadline)) {
            return Optional.empty();
          }
        }
        case Step.Hold() -> {
          await(deadline);
          return nothing();
        }
        case null -> throw new AssertionError("the script has no end");
      }
    }
  }

  @Override
  public void deliverTo(DeltaSink to) {
    sink = to;
  }

  @Override
  public void close() {
    closed.countDown();
    release();
  }

  /** Where the reader does not wait, no sink takes anything. */
  private boolean isTaken(ChatDelta delta, Duration timeout) {
    return timeout.isPositive() && sink.take(delta);
  }

  private Optional<ChatDelta> delta(String text) {
    boolean cut = !text.isEmpty() && Character.isHighSurrogate(text.charAt(text.length() - 1));
    half = cut ? text.substring(text.length() - 1) : "";
    String whole = text.substring(0, text.length() - half.length());
    return whole.isEmpty() ? Optional.empty() : Optional.of(new ChatDelta(whole));
  }

  private static ToolCallEvent call(String name, String arguments) {
    String id = "call_" + CALLS.incrementAndGet();
    return new ToolCallEvent(new Part.ToolCall(id, name, arguments));
  }

  /** Whether the pause is over. */
  private boolean pause(Duration time, long deadline) {
    if (!pausing) {
      pausing = true;
      pauseEnds = System.nanoTime() + time.toNanos();
    }
    await(Math.min(pauseEnds, deadline));
    if (closed.getCount() == 0) {
      return true;
    }
    boolean over = System.nanoTime() - pauseEnds >= 0;
    if (over) {
      pausing = false;
      steps.remove();
    }
    return over;
  }

  private Optional<ChatEvent> nothing() {
    if (closed.getCount() == 0) {
      throw fail(new ChatFailure.Cancelled());
    }
    return Optional.empty();
  }

  private void await(long until) {
    try {
      boolean unused = closed.await(until - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw fail(new ChatFailure.Cancelled());
    }
  }

  private ChatException fail(ChatFailure failure) {
    release();
    failed = new ChatException(failure);
    return failed;
  }

  private void release() {
    if (released.compareAndSet(false, true)) {
      onEnd.run();
    }
  }
}
