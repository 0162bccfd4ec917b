package io.github.langfast2api.app.e2e;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecifications;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.model.catalog.ModelDescription;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ToolChoice;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiModelCatalog;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.TokenStream;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** LangChain4j, with its model catalogue, its streaming handlers and its AI services. */
final class LangChain4jClient implements TestedClient {

  /** What LangChain4j implements: a forecast from what the user says. */
  interface Forecaster {
    Forecast forecast(String question);
  }

  /** What LangChain4j implements: talk, in which it runs tools. */
  interface Assistant {
    String answer(String question);

    TokenStream stream(String question);
  }

  private final String url;
  private final String key;

  LangChain4jClient(String url, String key) {
    this.url = url + "/v1";
    this.key = key;
  }

  @Override
  public List<String> models() {
    OpenAiModelCatalog catalog = OpenAiModelCatalog.builder().baseUrl(url).apiKey(key).build();
    return catalog.listModels().stream().map(ModelDescription::name).toList();
  }

  @Override
  public String model(String id) {
    throw new NotOffered("LangChain4j's catalogue lists models, and has no call for one.");
  }

  @Override
  public Reply answer(Ask ask) {
    return reply(model().build().chat(request(ask)));
  }

  @Override
  public Reply stream(Ask ask, Consumer<String> pieces) {
    LangChain4jStream stream = new LangChain4jStream((piece, handle) -> pieces.accept(piece));
    streamingModel().build().chat(request(ask), stream);
    return reply(stream.await());
  }

  @Override
  public Forecast forecast(Ask ask) {
    OpenAiChatModel model =
        model()
            .modelName(ask.model())
            .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
            .strictJsonSchema(true)
            .build();
    return AiServices.create(Forecaster.class, model).forecast(ask.text());
  }

  @Override
  public ToolReply calls(Ask ask, Choice choice, boolean streamed) {
    ChatRequest request =
        ChatRequest.builder()
            .modelName(ask.model())
            .messages(UserMessage.from(ask.text()))
            .toolSpecifications(ToolSpecifications.toolSpecificationsFrom(Toolbox.class))
            .toolChoice(choice(choice))
            .build();
    ChatResponse response = streamed ? streamed(request) : model().build().chat(request);
    List<ToolExecutionRequest> calls = response.aiMessage().toolExecutionRequests();
    return new ToolReply(
        Objects.requireNonNullElse(response.aiMessage().text(), ""),
        calls.stream().map(ToolExecutionRequest::id).toList(),
        calls.stream().map(call -> new WireCall(call.name(), call.arguments())).toList(),
        response.finishReason() == FinishReason.TOOL_EXECUTION ? "tool_calls" : "other");
  }

  @Override
  public String loop(Ask ask, Toolbox tools, boolean streamed) {
    Assistant assistant =
        AiServices.builder(Assistant.class)
            .chatModel(model().modelName(ask.model()).build())
            .streamingChatModel(streamingModel().modelName(ask.model()).build())
            .tools(tools)
            .build();
    return streamed
        ? LangChain4jStream.await(assistant.stream(ask.text())).aiMessage().text()
        : assistant.answer(ask.text());
  }

  @Override
  public void leave(Ask ask, Runnable atFirstPiece) {
    LangChain4jStream stream =
        new LangChain4jStream(
            (piece, handle) -> {
              atFirstPiece.run();
              handle.cancel();
            });
    streamingModel().build().chat(request(ask), stream);
    stream.awaitFirstPiece();
  }

  @Override
  public Optional<Refusal> refusal(Exception failure) {
    return switch (failure) {
      case AuthenticationException e -> Optional.of(Refusal.WRONG_KEY);
      case ModelNotFoundException e -> Optional.of(Refusal.UNKNOWN_MODEL);
      case InvalidRequestException e -> Optional.of(Refusal.BAD_REQUEST);
      default -> Optional.empty();
    };
  }

  @Override
  public void close() {
    // Its models hold nothing that could be closed.
  }

  private OpenAiChatModel.OpenAiChatModelBuilder model() {
    return OpenAiChatModel.builder().baseUrl(url).apiKey(key).maxRetries(0);
  }

  private OpenAiStreamingChatModel.OpenAiStreamingChatModelBuilder streamingModel() {
    return OpenAiStreamingChatModel.builder().baseUrl(url).apiKey(key);
  }

  private ChatResponse streamed(ChatRequest request) {
    LangChain4jStream stream = new LangChain4jStream((piece, handle) -> {});
    streamingModel().build().chat(request, stream);
    return stream.await();
  }

  private static ToolChoice choice(Choice choice) {
    return switch (choice) {
      case AUTO -> ToolChoice.AUTO;
      case REQUIRED -> ToolChoice.REQUIRED;
      case GET_TIME -> throw new NotOffered("LangChain4j has no choice of a tool by its name.");
    };
  }

  private static ChatRequest request(Ask ask) {
    return ChatRequest.builder()
        .modelName(ask.model())
        .messages(UserMessage.from(ask.text()))
        .temperature(ask.temperature().orElse(null))
        .build();
  }

  private static Reply reply(ChatResponse response) {
    return new Reply(
        response.aiMessage().text(),
        response.finishReason().name().toLowerCase(Locale.ROOT),
        Optional.ofNullable(response.tokenUsage())
            .map(
                usage ->
                    new Reply.Tokens(
                        usage.inputTokenCount(),
                        usage.outputTokenCount(),
                        usage.totalTokenCount())));
  }
}
