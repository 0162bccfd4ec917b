package io.github.langfast2api.app.e2e;

import static java.util.stream.Collectors.joining;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseOutputItem;
import com.openai.models.responses.ResponseStatus;
import com.openai.models.responses.ResponseStreamEvent;
import com.openai.models.responses.ResponseTextDeltaEvent;
import com.openai.models.responses.ToolChoiceFunction;
import com.openai.models.responses.ToolChoiceOptions;
import com.openai.models.responses.inputitems.InputItemListParams;
import com.openai.models.responses.inputtokens.InputTokenCountParams;
import com.openai.services.blocking.ResponseService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** openai-java's Responses, with its accumulator, and structured output and tools by class. */
final class OpenAiJavaResponsesClient implements ResponsesClient {

  private final OpenAIClient client;
  private final ResponseService responses;

  OpenAiJavaResponsesClient(String url, String key) {
    client = OpenAIOkHttpClient.builder().baseUrl(url + "/v1").apiKey(key).maxRetries(0).build();
    responses = client.responses();
  }

  @Override
  public Reply answer(Ask ask) {
    return reply(responses.create(params(ask).build()));
  }

  @Override
  public Reply stream(Ask ask, Consumer<String> pieces) {
    return reply(streamed(params(ask).build(), pieces));
  }

  @Override
  public Forecast forecast(Ask ask) {
    return responses.create(params(ask).text(Forecast.class).build()).output().stream()
        .flatMap(item -> item.message().stream())
        .flatMap(message -> message.content().stream())
        .flatMap(content -> content.outputText().stream())
        .findFirst()
        .orElseThrow();
  }

  @Override
  public ToolReply calls(Ask ask, Choice choice, boolean streamed) {
    ResponseCreateParams.Builder params = offering(ask);
    switch (choice) {
      case AUTO -> {}
      case REQUIRED -> params.toolChoice(ToolChoiceOptions.REQUIRED);
      case GET_TIME -> params.toolChoice(ToolChoiceFunction.builder().name("get_time").build());
    }
    Response response = answered(params.build(), streamed);
    List<ResponseFunctionToolCall> calls = calls(response);
    return new ToolReply(
        text(response),
        calls.stream().map(ResponseFunctionToolCall::callId).toList(),
        calls.stream().map(call -> new WireCall(call.name(), call.arguments())).toList(),
        finish(response));
  }

  /** openai-java runs no tools by itself. */
  @Override
  public String loop(Ask ask, Toolbox tools, boolean streamed) {
    List<ResponseInputItem> input = new ArrayList<>(List.of(message(ask.text())));
    for (; ; ) {
      Response response = answered(offering(ask).inputOfResponse(input).build(), streamed);
      List<ResponseFunctionToolCall> calls = calls(response);
      if (calls.isEmpty()) {
        return text(response);
      }
      for (ResponseOutputItem item : response.output()) {
        item.message().map(ResponseInputItem::ofResponseOutputMessage).ifPresent(input::add);
      }
      calls.forEach(call -> input.add(ResponseInputItem.ofFunctionCall(call)));
      calls.forEach(call -> input.add(result(call, tools)));
    }
  }

  private static ResponseInputItem result(ResponseFunctionToolCall call, Toolbox tools) {
    return ResponseInputItem.ofFunctionCallOutput(
        ResponseInputItem.FunctionCallOutput.builder()
            .callId(call.callId())
            .output(ToolRecords.run(call.name(), call::arguments, tools))
            .build());
  }

  @Override
  public String goOn(Ask ask, String more, boolean streamed) {
    Response first = answered(params(ask).build(), streamed);
    return text(answered(params(ask).input(more).previousResponseId(first.id()).build(), streamed));
  }

  @Override
  public Stored retrieve(Ask ask, boolean streamed) {
    Response made = answered(params(ask).build(), streamed);
    return new Stored(made, responses.retrieve(made.id()));
  }

  @Override
  public List<String> inputItems(List<String> texts, int limit) {
    List<ResponseInputItem> input = texts.stream().map(OpenAiJavaResponsesClient::message).toList();
    Response made = responses.create(params(Ask.of("unused")).inputOfResponse(input).build());
    InputItemListParams params =
        InputItemListParams.builder().limit(limit).order(InputItemListParams.Order.ASC).build();
    return responses.inputItems().list(made.id(), params).autoPager().stream()
        .flatMap(item -> item.responseInputMessageItem().stream())
        .map(item -> item.content().getFirst().asInputText().text())
        .toList();
  }

  @Override
  public void remove(Ask ask) {
    Response made = responses.create(params(ask).build());
    responses.delete(made.id());
    Response unused = responses.retrieve(made.id());
  }

  @Override
  public long count(Ask ask) {
    return responses
        .inputTokens()
        .count(InputTokenCountParams.builder().model(ask.model()).input(ask.text()).build())
        .inputTokens();
  }

  @Override
  public void leave(Ask ask, Runnable atFirstPiece) {
    try (StreamResponse<ResponseStreamEvent> stream =
        responses.createStreaming(params(ask).build())) {
      String unused =
          stream.stream().flatMap(OpenAiJavaResponsesClient::delta).findFirst().orElseThrow();
      atFirstPiece.run();
    }
  }

  @Override
  public Optional<Refusal> refusal(Exception failure) {
    return OpenAiJavaClient.refused(failure);
  }

  @Override
  public void close() {
    client.close();
  }

  private Response answered(ResponseCreateParams params, boolean streamed) {
    return streamed ? streamed(params, piece -> {}) : responses.create(params);
  }

  private Response streamed(ResponseCreateParams params, Consumer<String> pieces) {
    ResponseAccumulator accumulator = ResponseAccumulator.create();
    try (StreamResponse<ResponseStreamEvent> stream = responses.createStreaming(params)) {
      stream.stream()
          .map(accumulator::accumulate)
          .flatMap(OpenAiJavaResponsesClient::delta)
          .forEach(pieces);
    }
    return accumulator.response();
  }

  private static Stream<String> delta(ResponseStreamEvent event) {
    return event.outputTextDelta().map(ResponseTextDeltaEvent::delta).stream();
  }

  private static ResponseInputItem message(String text) {
    return ResponseInputItem.ofEasyInputMessage(
        EasyInputMessage.builder().role(EasyInputMessage.Role.USER).content(text).build());
  }

  private static ResponseCreateParams.Builder params(Ask ask) {
    return ResponseCreateParams.builder()
        .model(ask.model())
        .input(ask.text())
        .temperature(ask.temperature());
  }

  private static ResponseCreateParams.Builder offering(Ask ask) {
    return params(ask).addTool(ToolRecords.Weather.class).addTool(ToolRecords.Time.class);
  }

  private static List<ResponseFunctionToolCall> calls(Response response) {
    return response.output().stream().flatMap(item -> item.functionCall().stream()).toList();
  }

  private static String text(Response response) {
    return response.output().stream()
        .flatMap(item -> item.message().stream())
        .flatMap(message -> message.content().stream())
        .map(content -> content.asOutputText().text())
        .collect(joining());
  }

  /** In the words of chat completions. */
  private static String finish(Response response) {
    ResponseStatus status = response.status().orElseThrow();
    if (!status.equals(ResponseStatus.COMPLETED)) {
      return status.asString();
    }
    return calls(response).isEmpty() ? "stop" : "tool_calls";
  }

  private static Reply reply(Response response) {
    return new Reply(
        text(response),
        finish(response),
        response
            .usage()
            .map(
                usage ->
                    new Reply.Tokens(
                        usage.inputTokens(), usage.outputTokens(), usage.totalTokens())));
  }
}
