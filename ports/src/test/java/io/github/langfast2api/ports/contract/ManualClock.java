package io.github.langfast2api.ports.contract;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until a test moves it. */
public final class ManualClock implements InstantSource {

  /** Where it stands at first. */
  public static final Instant START = Instant.parse("2026-01-31T12:00:00.123Z");

  private volatile Instant now = START;

  @Override
  public Instant instant() {
    return now;
  }

  /** Moves the clock, which one thread does; returns the new time. */
  public Instant advance(Duration time) {
    Instant moved = now.plus(time);
    now = moved;
    return moved;
  }
}
