package io.github.langfast2api.langfast;

import static io.github.langfast2api.langfast.SimulatorStage.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.ChatOptions;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.ChatStream;
import io.github.langfast2api.domain.FinishReason;
import io.github.langfast2api.domain.Message;
import io.github.langfast2api.domain.Part;
import io.github.langfast2api.domain.ResponseFormat;
import io.github.langfast2api.domain.Role;
import io.github.langfast2api.domain.Tool;
import io.github.langfast2api.domain.ToolChoice;
import io.github.langfast2api.domain.ToolOptions;
import io.github.langfast2api.langfast.emulation.EmulatingBackend;
import io.github.langfast2api.langfast.emulation.EmulationObserver;
import io.github.langfast2api.langfast.emulation.EmulationSettings;
import io.github.langfast2api.langfast.emulation.Forms;
import io.github.langfast2api.langfast.emulation.JsonSchemas;
import io.github.langfast2api.ports.contract.Answer;
import io.github.langfast2api.ports.memory.MemoryBudget;
import io.github.langfast2api.simulator.Call;
import io.github.langfast2api.simulator.Simulator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The simulator and the emulation read each other's writing, of which each was written from the
 * contract alone: what one asks for, the other does.
 */
@Timeout(120)
class SimulatedToolCallsTest {

  private static final String SCHEMA =
      """
      {"type":"object","properties":{"city":{"type":"string","maxLength":9}},"required":["city"],\
      "additionalProperties":false}\
      """;
  private static final List<Tool> TOOLS =
      List.of(
          new Tool.Function("get_weather", Optional.of("{{city}}'s."), Optional.of(SCHEMA)),
          new Tool.Function("get_time", Optional.empty(), Optional.empty()));
  private static final String TWO_LINES = "/call get_time\n/call get_weather {\"city\":\"Oslo\"}";

  private final Simulator simulator = Simulator.start();
  private final LangFastBackend upstream = new LangFastBackend(settings(simulator));
  private final EmulatingBackend backend = new EmulatingBackend(upstream, Forms.SETTINGS);

  @AfterEach
  void close() {
    upstream.close();
    simulator.close();
  }

  @Test
  void linesOfAMessageAreCallsAfterWords() {
    Answer answer = ask(new ToolChoice.Auto(), true, TWO_LINES);

    assertEquals(
        "langfast2api's simulator, which is no model, calls get_time, get_weather.", answer.text());
    assertEquals(List.of("get_time {}", "get_weather {\"city\":\"Oslo\"}"), calls(answer));
    assertEquals(FinishReason.TOOL_CALLS, answer.finish().orElseThrow().reason());
  }

  @Test
  void resultsEndALoop() {
    Answer answer =
        ask(
            tools(new ToolChoice.Auto(), true),
            Message.of(Role.USER, TWO_LINES),
            message(
                Role.ASSISTANT,
                new Part.ToolCall("a", "get_time", "{}"),
                new Part.ToolCall("b", "get_weather", "{\"city\":\"Oslo\"}")),
            message(Role.TOOL, new Part.ToolResult("b", List.of(new Part.Text("{{cold}}")))),
            message(Role.TOOL, new Part.ToolResult("a", List.of(new Part.Text("noon")))));

    assertTrue(
        answer.text().contains("get_time gave “noon”; get_weather gave “{{cold}}”"), answer::text);
    assertEquals(List.of(), answer.calls());
  }

  @Test
  void aCallThatMustBeIsMadeAtOnce() {
    assertEquals(
        List.of("get_weather {\"city\": \"simulated\"}"),
        calls(ask(new ToolChoice.Required(), true, "Hello.")));
    assertEquals(
        List.of("get_time {}"), calls(ask(new ToolChoice.Named("get_time"), true, "Hello.")));
    assertEquals(
        List.of("get_time {}"),
        calls(ask(new ToolChoice.Allowed(Set.of("get_time"), true), true, "Hello.")));
    assertEquals(3, simulator.calls(Call.START_RUN));
  }

  @Test
  void whatMayNotBeCalledIsNot() {
    assertEquals(List.of("get_time {}"), calls(ask(new ToolChoice.Auto(), false, TWO_LINES)));
    assertEquals(List.of(), calls(ask(new ToolChoice.None(), true, TWO_LINES)));
    assertEquals(
        List.of("get_time {}"),
        calls(ask(new ToolChoice.Allowed(Set.of("get_time"), false), true, TWO_LINES)));
  }

  @Test
  void jsonIsValidForItsSchemaAtOnce() {
    ResponseFormat format =
        new ResponseFormat.JsonSchema(
            "city", Optional.empty(), Optional.of(SCHEMA), Optional.of(true));
    Answer answer =
        ask(
            ChatOptions.DEFAULTS.withResponseFormat(Optional.of(format)),
            Message.of(Role.USER, "Hello."));

    assertEquals("{\"city\": \"simulated\"}", answer.text());
    assertEquals(1, simulator.calls(Call.START_RUN));
  }

  @Test
  void aModelWithoutInstructionsOfItsOwnIsToldByItsUser() {
    EmulatingBackend userOnly =
        new EmulatingBackend(
            upstream,
            new EmulationSettings(
                "a secret",
                model -> Set.of(Role.USER, Role.ASSISTANT),
                /* passesFormatOn= */ false,
                new JsonSchemas(),
                new MemoryBudget(1L << 30),
                EmulationObserver.NONE));
    Answer answer =
        ask(
            userOnly,
            ChatOptions.DEFAULTS.withTools(tools(new ToolChoice.Auto(), true)),
            Message.of(Role.USER, TWO_LINES));

    assertEquals(List.of("get_time {}", "get_weather {\"city\":\"Oslo\"}"), calls(answer));
  }

  private Answer ask(ToolChoice choice, boolean parallel, String text) {
    return ask(tools(choice, parallel), Message.of(Role.USER, text));
  }

  private Answer ask(ToolOptions tools, Message... messages) {
    return ask(ChatOptions.DEFAULTS.withTools(tools), messages);
  }

  private Answer ask(ChatOptions options, Message... messages) {
    return ask(backend, options, messages);
  }

  private static Answer ask(EmulatingBackend backend, ChatOptions options, Message... messages) {
    try (ChatStream stream = backend.open(new ChatRequest("m", List.of(messages), options))) {
      return Answer.rest(stream);
    }
  }

  private static ToolOptions tools(ToolChoice choice, boolean parallel) {
    return new ToolOptions(TOOLS, choice, parallel);
  }

  private static Message message(Role role, Part... parts) {
    return new Message(role, List.of(parts), Optional.empty());
  }

  private static List<String> calls(Answer answer) {
    return answer.calls().stream().map(call -> call.name() + " " + call.arguments()).toList();
  }
}
