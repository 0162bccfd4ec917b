package io.github.langfast2api.app.e2e;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.MessageAggregator;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.converter.BeanOutputConverter;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.openai.api.OpenAiApi;
import org.springframework.ai.retry.NonTransientAiException;
import org.springframework.retry.support.RetryTemplate;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.publisher.Flux;

/** Spring AI 1 without Spring Boot, with its aggregator and its converter to beans. */
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
    BeanOutputConverter<Forecast> converter = new BeanOutputConverter<>(Forecast.class);
    OpenAiChatOptions options = options(ask).outputSchema(converter.getJsonSchema()).build();
    return converter.convert(
        model.call(new Prompt(ask.text(), options)).getResult().getOutput().getText());
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
