package io.github.langfast2api.app.e2e;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.UnauthorizedException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionMessageToolCall;
import com.openai.models.chat.completions.ChatCompletionNamedToolChoice;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolChoiceOption;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.models.Model;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** openai-java, with its accumulator, and its structured output and tools by class. */
final class OpenAiJavaClient implements TestedClient {

  private final OpenAIClient client;

  OpenAiJavaClient(String url, String key) {
    client = OpenAIOkHttpClient.builder().baseUrl(url + "/v1").apiKey(key).maxRetries(0).build();
  }

  @Override
  public List<String> models() {
    return client.models().list().autoPager().stream().map(Model::id).toList();
  }

  @Override
  public String model(String id) {
    return client.models().retrieve(id).id();
  }

  @Override
  public Reply answer(Ask ask) {
    return reply(client.chat().completions().create(params(ask).build()));
  }

  @Override
  public Reply stream(Ask ask, Consumer<String> pieces) {
    ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(streamed(ask))) {
      stream.stream()
          .map(accumulator::accumulate)
          .flatMap(OpenAiJavaClient::content)
          .forEach(pieces);
    }
    return reply(accumulator.chatCompletion());
  }

  @Override
  public Forecast forecast(Ask ask) {
    return client
        .chat()
        .completions()
        .create(params(ask).responseFormat(Forecast.class).build())
        .choices()
        .getFirst()
        .message()
        .content()
        .orElseThrow();
  }

  @Override
  public ToolReply calls(Ask ask, Choice choice, boolean streamed) {
    ChatCompletionCreateParams.Builder params = offering(ask);
    switch (choice) {
      case AUTO -> {}
      case REQUIRED -> params.toolChoice(ChatCompletionToolChoiceOption.Auto.REQUIRED);
      case GET_TIME -> params.toolChoice(named("get_time"));
    }
    ChatCompletion.Choice answer = answered(params.build(), streamed);
    List<ChatCompletionMessageFunctionToolCall> calls = calls(answer.message());
    return new ToolReply(
        answer.message().content().orElse(""),
        calls.stream().map(ChatCompletionMessageFunctionToolCall::id).toList(),
        calls.stream()
            .map(call -> new WireCall(call.function().name(), call.function().arguments()))
            .toList(),
        answer.finishReason().asString());
  }

  /** openai-java runs no tools by itself. */
  @Override
  public String loop(Ask ask, Toolbox tools, boolean streamed) {
    ChatCompletionCreateParams.Builder params = offering(ask);
    for (; ; ) {
      ChatCompletionMessage message = answered(params.build(), streamed).message();
      if (calls(message).isEmpty()) {
        return message.content().orElseThrow();
      }
      params.addMessage(message);
      for (ChatCompletionMessageFunctionToolCall call : calls(message)) {
        params.addMessage(
            ChatCompletionToolMessageParam.builder()
                .toolCallId(call.id())
                .content(ToolRecords.run(call.function().name(), call.function()::arguments, tools))
                .build());
      }
    }
  }

  @Override
  public void leave(Ask ask, Runnable atFirstPiece) {
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(streamed(ask))) {
      String unused =
          stream.stream()
              .flatMap(OpenAiJavaClient::content)
              .filter(piece -> !piece.isEmpty())
              .findFirst()
              .orElseThrow();
      atFirstPiece.run();
    }
  }

  @Override
  public Optional<Refusal> refusal(Exception failure) {
    return refused(failure);
  }

  /** What the library's exceptions say, whichever API was asked. */
  static Optional<Refusal> refused(Exception failure) {
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

  private ChatCompletion.Choice answered(ChatCompletionCreateParams params, boolean streamed) {
    if (!streamed) {
      return client.chat().completions().create(params).choices().getFirst();
    }
    ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(params)) {
      stream.stream().forEach(accumulator::accumulate);
    }
    return accumulator.chatCompletion().choices().getFirst();
  }

  private static ChatCompletionCreateParams.Builder offering(Ask ask) {
    return params(ask).addTool(ToolRecords.Weather.class).addTool(ToolRecords.Time.class);
  }

  private static ChatCompletionNamedToolChoice named(String tool) {
    return ChatCompletionNamedToolChoice.builder()
        .function(ChatCompletionNamedToolChoice.Function.builder().name(tool).build())
        .build();
  }

  private static List<ChatCompletionMessageFunctionToolCall> calls(ChatCompletionMessage message) {
    return message.toolCalls().orElse(List.of()).stream()
        .map(ChatCompletionMessageToolCall::asFunction)
        .toList();
  }

  private static ChatCompletionCreateParams streamed(Ask ask) {
    ChatCompletionStreamOptions usage =
        ChatCompletionStreamOptions.builder().includeUsage(true).build();
    return params(ask).streamOptions(usage).build();
  }

  private static ChatCompletionCreateParams.Builder params(Ask ask) {
    return ChatCompletionCreateParams.builder()
        .model(ask.model())
        .addUserMessage(ask.text())
        .temperature(ask.temperature());
  }

  private static Stream<String> content(ChatCompletionChunk chunk) {
    return chunk.choices().stream().flatMap(choice -> choice.delta().content().stream());
  }

  private static Reply reply(ChatCompletion completion) {
    ChatCompletion.Choice choice = completion.choices().getFirst();
    return new Reply(
        choice.message().content().orElseThrow(),
        choice.finishReason().asString(),
        completion
            .usage()
            .map(
                usage ->
                    new Reply.Tokens(
                        usage.promptTokens(), usage.completionTokens(), usage.totalTokens())));
  }
}
