package io.github.langfast2api.ports.resilience;

import io.github.langfast2api.domain.ChatEvent;
import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatFailure.Clock;
import io.github.langfast2api.domain.ChatStream;
import io.github.langfast2api.domain.DeltaSink;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** An answer with deadlines: when one expires, the answer is closed and reading it fails. */
final class DeadlineStream implements ChatStream {

  private final ChatStream stream;
  private final LongSupplier nanoTime;
  private final Deadline total;
  private final Duration silence;
  private Deadline nextEvent;
  private @Nullable ChatException expired;

  DeadlineStream(ChatStream stream, Deadlines deadlines, LongSupplier nanoTime, long start) {
    this.stream = stream;
    this.nanoTime = nanoTime;
    this.silence = deadlines.silence();
    this.total = new Deadline(Clock.TOTAL, deadlines.total(), start);
    this.nextEvent = new Deadline(Clock.FIRST_TOKEN, deadlines.firstToken(), start);
  }

  @Override
  public Optional<ChatEvent> next(Duration timeout) {
    if (expired != null) {
      throw expired;
    }
    requireTimeLeft(total);
    Optional<ChatEvent> event = stream.next(min(timeout, min(left(nextEvent), left(total))));
    if (event.isPresent()) {
      startSilence();
    } else {
      requireTimeLeft(nextEvent);
      requireTimeLeft(total);
    }
    return event;
  }

  @Override
  public void coalesceDeltas() {
    stream.coalesceDeltas();
  }

  @Override
  public void deliverTo(DeltaSink sink) {
    stream.deliverTo(sink.andThen(delta -> startSilence()));
  }

  @Override
  public void close() {
    stream.close();
  }

  private void startSilence() {
    nextEvent = new Deadline(Clock.SILENCE, silence, nanoTime.getAsLong());
  }

  private void requireTimeLeft(Deadline deadline) {
    if (!left(deadline).isPositive()) {
      expired = new ChatException(new ChatFailure.TimedOut(deadline.clock, deadline.limit));
      stream.close();
      throw expired;
    }
  }

  private Duration left(Deadline deadline) {
    return deadline.limit.minusNanos(nanoTime.getAsLong() - deadline.since);
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private record Deadline(Clock clock, Duration limit, long since) {}
}
