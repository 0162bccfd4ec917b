package io.github.langfast2api.http.messages;

import io.github.langfast2api.domain.Parameter;
import io.github.langfast2api.domain.SchemaCheck;
import io.github.langfast2api.http.answer.AnswerCall;
import io.github.langfast2api.http.answer.Dialect;
import io.github.langfast2api.http.answer.ReceivedRequest;
import io.github.langfast2api.http.answer.TokenCount;
import io.github.langfast2api.http.error.AnthropicErrorForm;
import io.github.langfast2api.http.error.ErrorForm;
import io.github.langfast2api.http.json.Json;
import io.github.langfast2api.ports.catalog.ModelCatalog;
import java.util.Optional;

/**
 * Anthropic's Messages API, {@code /v1/messages}, by Anthropic's API reference. What changes the
 * meaning of a request and cannot be served is refused; fields and beta headers that are unknown
 * are ignored, since Anthropic's clients send new ones with each release. Safe for any thread.
 */
public final class MessagesDialect implements Dialect {

  private static final String PATH = "/v1/messages";
  static final ErrorForm ERROR_FORM = new AnthropicErrorForm(MessagesDialect::name);

  private final MessagesCallReader reader;

  /**
   * The dialect.
   *
   * @param schemas checks the schemas that requests bring, before anything is run
   * @param catalog the models on offer
   */
  public MessagesDialect(SchemaCheck schemas, ModelCatalog catalog) {
    this.reader = new MessagesCallReader(schemas, catalog);
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
  public Optional<TokenCount> tokenCount() {
    return Optional.of(
        new TokenCount(
            PATH + "/count_tokens",
            reader::readToCount,
            tokens -> Json.object().add("input_tokens", tokens).build()));
  }

  private static String name(Parameter parameter) {
    return switch (parameter) {
      case MODEL -> "model";
      case MESSAGES -> "messages";
      case TEMPERATURE -> "temperature";
      case TOP_P -> "top_p";
      case PRESENCE_PENALTY -> "presence_penalty";
      case FREQUENCY_PENALTY -> "frequency_penalty";
      case RESPONSE_FORMAT -> "output_config.format";
      case REASONING_EFFORT -> "output_config.effort";
      case VERBOSITY -> "verbosity";
      case CHOICES -> "n";
      case LOGPROBS, TOP_LOGPROBS -> "logprobs";
      case STORE -> "store";
    };
  }
}
