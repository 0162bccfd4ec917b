package io.github.langfast2api.http;

import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.ports.health.StatusSource;
import io.github.langfast2api.ports.limits.InMemoryRateLimiter;
import io.github.langfast2api.ports.state.InMemoryResponseStore;
import io.github.langfast2api.ports.state.ResponseStore;
import io.github.langfast2api.ports.state.StoreLimits;
import java.time.Duration;
import java.time.InstantSource;

/** What a server works with, in memory. */
final class TestPorts {

  private TestPorts() {}

  static ApiPorts of(ChatBackend backend) {
    return of(
        backend,
        new InMemoryResponseStore(
            new StoreLimits(Duration.ofDays(1), 1000, 64 << 20), InstantSource.system()));
  }

  /** A server whose status is this. */
  static ApiPorts of(ChatBackend backend, StatusSource status) {
    ApiPorts ports = of(backend);
    return new ApiPorts(
        backend, ports.limiter(), ports.schemas(), ports.responses(), ports.prompts(), status);
  }

  /** A request has as many tokens as it has messages. */
  static ApiPorts of(ChatBackend backend, ResponseStore responses) {
    return new ApiPorts(
        backend,
        new InMemoryRateLimiter(),
        TestSchemas.INSTANCE,
        responses,
        request -> request.messages().size(),
        new ScriptedStatus());
  }
}
