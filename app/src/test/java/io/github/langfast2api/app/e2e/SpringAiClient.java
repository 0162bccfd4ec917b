package io.github.langfast2api.app.e2e;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.ai.chat.client.AdvisorParams;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.ChatClient.ChatClientRequestSpec;
import org.springframework.ai.chat.messages.AssistantMessage.ToolCall;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.model.MessageAggregator;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.openai.api.OpenAiApi;
import org.springframework.ai.openai.api.OpenAiApi.ChatCompletionRequest.ToolChoiceBuilder;
import org.springframework.ai.retry.NonTransientAiException;
import org.springframework.ai.support.ToolCallbacks;
import org.springframework.ai.util.json.JsonParser;
import org.springframework.retry.support.RetryTemplate;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.publisher.Flux;

/** Spring AI 1 without Spring Boot, with its aggregator, and its client for tools and for beans. */
final class SpringAiClient implements TestedClient {

  private final OpenAiChatModel model;

  SpringAiClient(String url, String key) {
    model =
        OpenAiChatModel.builder()
            .openAiApi(OpenAiApi.builder().baseUrl(url).apiKey(key).build())
            .retryTemplate(RetryTemplate.builder().maxAttempts(1).build())
            .build();
  }

  @Override
  public List<String> models() {
    throw new NotOffered("Spring AI has no call for the models.");
  }

  @Override
  public String model(String id) {
    throw new NotOffered("Spring AI has no call for a model.");
  }

  @Override
  public Reply answer(Ask ask) {
    return reply(model.call(new Prompt(ask.text(), options(ask).build())));
  }

  @Override
  public Reply stream(Ask ask, Consumer<String> pieces) {
    AtomicReference<ChatResponse> whole = new AtomicReference<>();
    new MessageAggregator()
        .aggregate(open(ask), whole::set)
        .toStream()
        .flatMap(SpringAiClient::content)
        .forEach(pieces);
    return reply(whole.get());
  }

  @Override
  public Forecast forecast(Ask ask) {
    return asked(ask)
        .advisors(AdvisorParams.ENABLE_NATIVE_STRUCTURED_OUTPUT)
        .call()
        .entity(Forecast.class);
  }

  @Override
  public ToolReply calls(Ask ask, Choice choice, boolean streamed) {
    OpenAiChatOptions.Builder options =
        options(ask)
            .toolCallbacks(ToolCallbacks.from(new Toolbox()))
            .internalToolExecutionEnabled(false);
    switch (choice) {
      case AUTO -> {}
      case REQUIRED -> options.toolChoice("required");
      case GET_TIME -> options.toolChoice(ToolChoiceBuilder.function("get_time"));
    }
    Prompt prompt = new Prompt(ask.text(), options.build());
    Generation answer =
        (streamed ? aggregated(model.stream(prompt)) : model.call(prompt)).getResult();
    List<ToolCall> calls = answer.getOutput().getToolCalls();
    return new ToolReply(
        Objects.requireNonNullElse(answer.getOutput().getText(), ""),
        calls.stream().map(ToolCall::id).toList(),
        calls.stream().map(call -> new WireCall(call.name(), call.arguments())).toList(),
        answer.getMetadata().getFinishReason().toLowerCase(Locale.ROOT));
  }

  @Override
  public String loop(Ask ask, Toolbox tools, boolean streamed) {
    ChatClientRequestSpec request = asked(ask).tools(tools);
    return streamed
        ? lastText(request.stream().chatResponse().toStream().toList())
        : request.call().content();
  }

  /** Spring AI sends results as JSON. */
  @Override
  public String written(String result) {
    return JsonParser.toJson(result);
  }

  /** Spring AI takes the piece of a stream that has the calls for all of the answer. */
  @Override
  public boolean keepsWords(boolean streamed) {
    return !streamed;
  }

  @Override
  public void leave(Ask ask, Runnable atFirstPiece) {
    ChatResponse unused =
        open(ask)
            .filter(response -> content(response).anyMatch(piece -> !piece.isEmpty()))
            .doOnNext(response -> atFirstPiece.run())
            .blockFirst();
  }

  @Override
  public Optional<Refusal> refusal(Exception failure) {
    return switch (failure) {
      case NonTransientAiException e -> refusal(e.getMessage().substring(0, 3));
      case WebClientResponseException e -> refusal(Integer.toString(e.getStatusCode().value()));
      default -> Optional.empty();
    };
  }

  @Override
  public void close() {
    // Its clients hold nothing that could be closed.
  }

  private ChatClientRequestSpec asked(Ask ask) {
    return ChatClient.create(model)
        .prompt()
        .options(options(ask).build())
        .messages(new UserMessage(ask.text()));
  }

  private static ChatResponse aggregated(Flux<ChatResponse> stream) {
    AtomicReference<ChatResponse> whole = new AtomicReference<>();
    ChatResponse unused = new MessageAggregator().aggregate(stream, whole::set).blockLast();
    return whole.get();
  }

  /** The text of the last answer: a stream brings the words before calls too. */
  private static String lastText(List<ChatResponse> stream) {
    String last = stream.getLast().getMetadata().getId();
    return stream.stream()
        .filter(piece -> piece.getMetadata().getId().equals(last))
        .flatMap(SpringAiClient::content)
        .collect(Collectors.joining());
  }

  private Flux<ChatResponse> open(Ask ask) {
    return model.stream(new Prompt(ask.text(), options(ask).streamUsage(true).build()));
  }

  private static OpenAiChatOptions.Builder options(Ask ask) {
    return OpenAiChatOptions.builder()
        .model(ask.model())
        .temperature(ask.temperature().orElse(null));
  }

  private static Stream<String> content(ChatResponse response) {
    return response.getResults().stream()
        .flatMap(result -> Optional.ofNullable(result.getOutput().getText()).stream());
  }

  private static Reply reply(ChatResponse response) {
    var usage = response.getMetadata().getUsage();
    return new Reply(
        response.getResult().getOutput().getText(),
        response.getResult().getMetadata().getFinishReason().toLowerCase(Locale.ROOT),
        Optional.of(
            new Reply.Tokens(
                usage.getPromptTokens(), usage.getCompletionTokens(), usage.getTotalTokens())));
  }

  private static Optional<Refusal> refusal(String status) {
    return switch (status) {
      case "401" -> Optional.of(Refusal.WRONG_KEY);
      case "404" -> Optional.of(Refusal.UNKNOWN_MODEL);
      case "400" -> Optional.of(Refusal.BAD_REQUEST);
      default -> Optional.empty();
    };
  }
}
