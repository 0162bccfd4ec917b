package io.github.langfast2api.app.e2e;

import static java.util.stream.Collectors.joining;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.BadRequestException;
import com.anthropic.errors.NotFoundException;
import com.anthropic.errors.UnauthorizedException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.TextBlock;
import com.anthropic.models.messages.TextDelta;
import com.anthropic.models.models.ModelInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** anthropic-java, with its accumulator, its structured output by class, and its tool runner. */
final class AnthropicJavaClient implements TestedClient {

  static final long MAX_TOKENS = 1000;

  private static final Map<String, String> FINISH =
      Map.of("end_turn", "stop", "tool_use", "tool_calls", "max_tokens", "length");

  private final AnthropicClient client;
  private final AnthropicJavaTools tools;

  AnthropicJavaClient(String url, String key) {
    client = AnthropicOkHttpClient.builder().baseUrl(url).apiKey(key).maxRetries(0).build();
    tools = new AnthropicJavaTools(client.beta().messages());
  }

  @Override
  public List<String> models() {
    return client.models().list().autoPager().stream().map(ModelInfo::id).toList();
  }

  @Override
  public String model(String id) {
    return client.models().retrieve(id).id();
  }

  @Override
  public long count(Ask ask) {
    MessageCountTokensParams params =
        MessageCountTokensParams.builder().model(ask.model()).addUserMessage(ask.text()).build();
    return client.messages().countTokens(params).inputTokens();
  }

  @Override
  public Reply answer(Ask ask) {
    return reply(client.messages().create(params(ask).build()));
  }

  @Override
  public Reply stream(Ask ask, Consumer<String> pieces) {
    MessageAccumulator accumulator = MessageAccumulator.create();
    try (StreamResponse<RawMessageStreamEvent> stream =
        client.messages().createStreaming(params(ask).build())) {
      stream.stream()
          .map(accumulator::accumulate)
          .flatMap(AnthropicJavaClient::delta)
          .forEach(pieces);
    }
    return reply(accumulator.message());
  }

  @Override
  public Forecast forecast(Ask ask) {
    return client
        .messages()
        .create(params(ask).outputConfig(Forecast.class).build())
        .content()
        .getFirst()
        .asText()
        .text();
  }

  @Override
  public ToolReply calls(Ask ask, Choice choice, boolean streamed) {
    return tools.calls(ask, choice, streamed);
  }

  @Override
  public String loop(Ask ask, Toolbox toolbox, boolean streamed) {
    return tools.loop(ask, toolbox, streamed);
  }

  @Override
  public void leave(Ask ask, Runnable atFirstPiece) {
    try (StreamResponse<RawMessageStreamEvent> stream =
        client.messages().createStreaming(params(ask).build())) {
      String unused = stream.stream().flatMap(AnthropicJavaClient::delta).findFirst().orElseThrow();
      atFirstPiece.run();
    }
  }

  @Override
  public Optional<Refusal> refusal(Exception failure) {
    return switch (failure) {
      case UnauthorizedException e -> Optional.of(Refusal.WRONG_KEY);
      case NotFoundException e -> Optional.of(Refusal.UNKNOWN_MODEL);
      case BadRequestException e -> Optional.of(Refusal.BAD_REQUEST);
      default -> Optional.empty();
    };
  }

  @Override
  public void close() {
    client.close();
  }

  /** A stop reason in OpenAI's word. */
  static String finish(String stopReason) {
    return FINISH.getOrDefault(stopReason, stopReason);
  }

  /** The library has no parameter for a temperature any more, and sends it as a field beside. */
  private static MessageCreateParams.Builder params(Ask ask) {
    MessageCreateParams.Builder params =
        MessageCreateParams.builder()
            .model(ask.model())
            .maxTokens(MAX_TOKENS)
            .addUserMessage(ask.text());
    ask.temperature()
        .map(JsonValue::from)
        .ifPresent(value -> params.putAdditionalBodyProperty("temperature", value));
    return params;
  }

  private static Stream<String> delta(RawMessageStreamEvent event) {
    return event.contentBlockDelta().stream()
        .flatMap(block -> block.delta().text().stream())
        .map(TextDelta::text);
  }

  private static Reply reply(Message message) {
    String text =
        message.content().stream()
            .flatMap(block -> block.text().stream())
            .map(TextBlock::text)
            .collect(joining());
    long prompt = message.usage().inputTokens();
    long completion = message.usage().outputTokens();
    return new Reply(
        text,
        finish(message.stopReason().orElseThrow().asString()),
        Optional.of(new Reply.Tokens(prompt, completion, prompt + completion)));
  }
}
