package io.github.langfast2api.http;

import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.domain.SchemaCheck;
import io.github.langfast2api.ports.health.StatusSource;
import io.github.langfast2api.ports.limits.RateLimiter;
import io.github.langfast2api.ports.state.ResponseStore;
import io.github.langfast2api.ports.usage.PromptCounter;
import java.util.Objects;

/**
 * What the server works with, the same for all dialects. Whoever made it closes it.
 *
 * @param backend answers requests
 * @param limiter the rate limiter of API keys
 * @param schemas checks the JSON Schemas that requests bring
 * @param responses keeps responses that conversations go on from
 * @param prompts counts the tokens of requests that are not run
 * @param status what the gateway knows of itself
 */
public record ApiPorts(
    ChatBackend backend,
    RateLimiter limiter,
    SchemaCheck schemas,
    ResponseStore responses,
    PromptCounter prompts,
    StatusSource status) {

  public ApiPorts {
    Objects.requireNonNull(backend);
    Objects.requireNonNull(limiter);
    Objects.requireNonNull(schemas);
    Objects.requireNonNull(responses);
    Objects.requireNonNull(prompts);
    Objects.requireNonNull(status);
  }
}
