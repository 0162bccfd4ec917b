package io.github.langfast2api.app.e2e;

import static java.util.stream.Collectors.joining;

import com.anthropic.core.http.StreamResponse;
import com.anthropic.helpers.BetaMessageAccumulator;
import com.anthropic.helpers.BetaRunnableTool;
import com.anthropic.helpers.BetaToolRunner;
import com.anthropic.models.beta.messages.BetaMessage;
import com.anthropic.models.beta.messages.BetaRawMessageStreamEvent;
import com.anthropic.models.beta.messages.BetaTextBlock;
import com.anthropic.models.beta.messages.BetaToolChoiceAny;
import com.anthropic.models.beta.messages.BetaToolResultBlockParam;
import com.anthropic.models.beta.messages.BetaToolUseBlock;
import com.anthropic.models.beta.messages.MessageCreateParams;
import com.anthropic.services.blocking.beta.MessageService;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Function;

/** anthropic-java's tools by class, and the runner of them, which it has in its beta alone. */
final class AnthropicJavaTools {

  private final MessageService messages;

  AnthropicJavaTools(MessageService messages) {
    this.messages = messages;
  }

  /** What the model calls, which is not run. */
  ToolReply calls(Ask ask, Choice choice, boolean streamed) {
    MessageCreateParams.Builder params = offering(ask, new Toolbox());
    switch (choice) {
      case AUTO -> {}
      case REQUIRED -> params.toolChoice(BetaToolChoiceAny.builder().build());
      case GET_TIME -> params.toolToolChoice("get_time");
    }
    BetaMessage message = answered(params.build(), streamed);
    List<BetaToolUseBlock> calls =
        message.content().stream().flatMap(block -> block.toolUse().stream()).toList();
    return new ToolReply(
        text(message),
        calls.stream().map(BetaToolUseBlock::id).toList(),
        calls.stream().map(AnthropicJavaTools::call).toList(),
        AnthropicJavaClient.finish(message.stopReason().orElseThrow().asString()));
  }

  /** The last text, when the runner is through. */
  String loop(Ask ask, Toolbox tools, boolean streamed) {
    BetaToolRunner runner = messages.toolRunner(offering(ask, tools).build());
    String last = "";
    if (streamed) {
      for (StreamResponse<BetaRawMessageStreamEvent> turn : runner.streaming()) {
        try (turn) {
          last = text(accumulated(turn));
        }
      }
    } else {
      for (BetaMessage message : runner) {
        last = text(message);
      }
    }
    return last;
  }

  private BetaMessage answered(MessageCreateParams params, boolean streamed) {
    if (!streamed) {
      return messages.create(params);
    }
    try (StreamResponse<BetaRawMessageStreamEvent> stream = messages.createStreaming(params)) {
      return accumulated(stream);
    }
  }

  private static BetaMessage accumulated(StreamResponse<BetaRawMessageStreamEvent> stream) {
    BetaMessageAccumulator accumulator = BetaMessageAccumulator.create();
    stream.stream().forEach(accumulator::accumulate);
    return accumulator.message();
  }

  private static MessageCreateParams.Builder offering(Ask ask, Toolbox tools) {
    return MessageCreateParams.builder()
        .model(ask.model())
        .maxTokens(AnthropicJavaClient.MAX_TOKENS)
        .addUserMessage(ask.text())
        .addTool(
            tool(ToolRecords.Weather.class, asked -> tools.weather(asked.city(), asked.days())))
        .addTool(tool(ToolRecords.Time.class, asked -> tools.time(asked.city())));
  }

  private static <T> BetaRunnableTool tool(Class<T> arguments, Function<T, String> run) {
    return BetaRunnableTool.of(arguments, run.andThen(BetaToolResultBlockParam.Content::ofString));
  }

  private static WireCall call(BetaToolUseBlock block) {
    return new WireCall(block.name(), block._input().convert(JsonNode.class).toString());
  }

  private static String text(BetaMessage message) {
    return message.content().stream()
        .flatMap(block -> block.text().stream())
        .map(BetaTextBlock::text)
        .collect(joining());
  }
}
