package io.github.langfast2api.http;

import io.github.langfast2api.ports.health.StatusSource;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A status that says how often it was asked, of a gateway that drains when it is told to. */
final class ScriptedStatus implements StatusSource {

  private final CountDownLatch drain = new CountDownLatch(1);
  private int asked;

  void drain() {
    drain.countDown();
  }

  @Override
  public String json() {
    return "{\"asked\":%d,\"draining\":%b}".formatted(++asked, drain.getCount() == 0);
  }

  @Override
  public boolean awaitDraining(Duration timeout) throws InterruptedException {
    return drain.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
  }
}
