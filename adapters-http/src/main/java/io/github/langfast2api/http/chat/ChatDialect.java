package io.github.langfast2api.http.chat;

import io.github.langfast2api.domain.Parameter;
import io.github.langfast2api.domain.SchemaCheck;
import io.github.langfast2api.http.answer.AnswerCall;
import io.github.langfast2api.http.answer.Dialect;
import io.github.langfast2api.http.answer.ReceivedRequest;
import io.github.langfast2api.http.error.ErrorForm;
import io.github.langfast2api.http.error.OpenAiErrorForm;

/**
 * OpenAI's chat completions, {@code POST /v1/chat/completions}, by OpenAI's API reference ("Create
 * chat completion"). What the gateway does not support is refused and not ignored. Safe for any
 * thread.
 */
public final class ChatDialect implements Dialect {

  private static final ErrorForm ERROR_FORM = new OpenAiErrorForm(ChatDialect::name);

  private final ChatCallReader reader;

  /**
   * The dialect.
   *
   * @param schemas checks the schemas that requests bring, before anything is run
   */
  public ChatDialect(SchemaCheck schemas) {
    this.reader = new ChatCallReader(schemas);
  }

  @Override
  public String path() {
    return "/v1/chat/completions";
  }

  @Override
  public ErrorForm errorForm() {
    return ERROR_FORM;
  }

  @Override
  public AnswerCall read(ReceivedRequest request) {
    return reader.read(request.body());
  }

  private static String name(Parameter parameter) {
    return switch (parameter) {
      case MODEL -> "model";
      case MESSAGES -> "messages";
      case TEMPERATURE -> "temperature";
      case TOP_P -> "top_p";
      case PRESENCE_PENALTY -> "presence_penalty";
      case FREQUENCY_PENALTY -> "frequency_penalty";
      case RESPONSE_FORMAT -> "response_format";
      case REASONING_EFFORT -> "reasoning_effort";
      case VERBOSITY -> "verbosity";
      case CHOICES -> "n";
      case LOGPROBS -> "logprobs";
      case TOP_LOGPROBS -> "top_logprobs";
      case STORE -> "store";
    };
  }
}
