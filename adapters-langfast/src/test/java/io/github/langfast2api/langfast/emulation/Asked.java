package io.github.langfast2api.langfast.emulation;

import io.github.langfast2api.domain.ChatOptions;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.Message;
import io.github.langfast2api.domain.Part;
import io.github.langfast2api.domain.Role;
import io.github.langfast2api.domain.Tool;
import io.github.langfast2api.domain.ToolChoice;
import io.github.langfast2api.domain.ToolOptions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Requests with tools, in few words. */
final class Asked {

  static final ToolOptions TOOLS =
      new ToolOptions(
          List.of(
              new Tool.Function(
                  "get_weather",
                  Optional.of("Tells \"the\" weather."),
                  Optional.of("{\"type\":\"object\", \"properties\":{\"city\":{}}}")),
              new Tool.Function("get_time", Optional.empty(), Optional.empty())),
          new ToolChoice.Auto(),
          true);

  static final Marks MARKS = Forms.marks(TOOLS);

  private Asked() {}

  static ChatRequest with(ToolOptions tools, Message... messages) {
    return new ChatRequest("m", List.of(messages), ChatOptions.DEFAULTS.withTools(tools));
  }

  static ChatRequest with(ToolChoice choice, String text) {
    ToolOptions tools = new ToolOptions(TOOLS.offered(), choice, true);
    return with(tools, Message.of(Role.USER, text));
  }

  static Message user(String text) {
    return Message.of(Role.USER, text);
  }

  /**
   * A turn of the model: text, then calls, each as its id, a blank, its name, a blank, arguments.
   */
  static Message calling(String text, String... calls) {
    Stream<Part> said = text.isEmpty() ? Stream.of() : Stream.of(new Part.Text(text));
    Stream<Part> called =
        Stream.of(calls)
            .map(call -> call.split(" ", 3))
            .map(call -> new Part.ToolCall(call[0], call[1], call[2]));
    return new Message(Role.ASSISTANT, Stream.concat(said, called).toList(), Optional.empty());
  }

  static Message result(String id, Part... content) {
    return new Message(
        Role.TOOL, List.of(new Part.ToolResult(id, List.of(content))), Optional.empty());
  }

  static Message result(String id, String text) {
    return result(id, new Part.Text(text));
  }

  /** The text in which the digits of the mark are written as {@code @}. */
  static String digitsOut(String text) {
    return text.replace(MARKS.call().substring("tool_call_".length()), "@");
  }

  /** The text in which {@code @} are the digits of the mark. */
  static String digitsIn(String text) {
    return text.replace("@", MARKS.call().substring("tool_call_".length()));
  }
}
