package io.github.langfast2api.http.responses;

import io.github.langfast2api.domain.Parameter;
import io.github.langfast2api.domain.SchemaCheck;
import io.github.langfast2api.http.answer.AnswerCall;
import io.github.langfast2api.http.answer.Dialect;
import io.github.langfast2api.http.answer.DialectEndpoint;
import io.github.langfast2api.http.answer.ReceivedRequest;
import io.github.langfast2api.http.answer.TokenCount;
import io.github.langfast2api.http.error.ErrorForm;
import io.github.langfast2api.http.error.OpenAiErrorForm;
import io.github.langfast2api.http.json.Json;
import io.github.langfast2api.ports.state.ResponseStore;
import java.util.List;
import java.util.Optional;

/**
 * OpenAI's Responses API, {@code /v1/responses}, by OpenAI's API reference and the Open Responses
 * specification. What the gateway does not support is refused and not ignored, but for tools of
 * OpenAI's servers that are only offered. Safe for any thread.
 */
public final class ResponsesDialect implements Dialect {

  private static final String PATH = "/v1/responses";
  private static final ErrorForm ERROR_FORM = new OpenAiErrorForm(ResponsesDialect::name);

  private final ResponsesCallReader reader;
  private final StoredResponses stored;

  /**
   * The dialect.
   *
   * @param schemas checks the schemas that requests bring, before anything is run
   * @param store keeps responses for those that go on from them
   */
  public ResponsesDialect(SchemaCheck schemas, ResponseStore store) {
    this.reader = new ResponsesCallReader(schemas, store);
    this.stored = new StoredResponses(store);
  }

  @Override
  public String path() {
    return PATH;
  }

  @Override
  public ErrorForm errorForm() {
    return ERROR_FORM;
  }

  @Override
  public AnswerCall read(ReceivedRequest request) {
    return reader.read(request);
  }

  @Override
  public List<DialectEndpoint> endpoints() {
    return List.of(
        new DialectEndpoint("GET", PATH + "/{id}", stored::retrieve),
        new DialectEndpoint("DELETE", PATH + "/{id}", stored::delete),
        new DialectEndpoint("GET", PATH + "/{id}/input_items", stored::inputItems),
        new DialectEndpoint("POST", PATH + "/{id}/cancel", stored::cancel));
  }

  @Override
  public Optional<TokenCount> tokenCount() {
    return Optional.of(
        new TokenCount(
            PATH + "/input_tokens",
            this::read,
            tokens ->
                Json.object()
                    .add("object", "response.input_tokens")
                    .add("input_tokens", tokens)
                    .build()));
  }

  private static String name(Parameter parameter) {
    return switch (parameter) {
      case MODEL -> "model";
      case MESSAGES -> "input";
      case TEMPERATURE -> "temperature";
      case TOP_P -> "top_p";
      case PRESENCE_PENALTY -> "presence_penalty";
      case FREQUENCY_PENALTY -> "frequency_penalty";
      case RESPONSE_FORMAT -> "text.format";
      case REASONING_EFFORT -> "reasoning.effort";
      case VERBOSITY -> "text.verbosity";
      case CHOICES -> "n";
      case LOGPROBS, TOP_LOGPROBS -> "top_logprobs";
      case STORE -> "store";
    };
  }
}
