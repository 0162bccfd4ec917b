package io.github.langfast2api.ports.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatOptions;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.Finish;
import io.github.langfast2api.domain.FinishReason;
import io.github.langfast2api.domain.Message;
import io.github.langfast2api.domain.Part;
import io.github.langfast2api.domain.Role;
import io.github.langfast2api.domain.Tool;
import io.github.langfast2api.domain.ToolChoice;
import io.github.langfast2api.domain.ToolOptions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every backend promises of tools. */
public interface ToolCallContract {

  /** The tools that are offered in these tests. */
  ToolOptions TOOLS =
      new ToolOptions(List.of(tool("get_weather"), tool("get_time")), new ToolChoice.Auto(), true);

  /**
   * The backend under test, with nothing to play yet. A test closes the stage that it asked for.
   */
  Stage stage();

  @Test
  default void aModelThatIsOfferedToolsMayJustAnswer() {
    try (Stage stage = stage()) {
      stage.play("hello", Script.saying("He", "llo", "!\n").finish(FinishReason.STOP));
      Answer answer = asked(stage, "hello");
      assertEquals("Hello!\n", answer.text());
      assertEquals(List.of(), answer.calls());
      assertEquals(Optional.of(FinishReason.STOP), answer.finish().map(Finish::reason));
    }
  }

  @Test
  default void aCallComesWholeAfterWhatIsSaidBeforeIt() {
    try (Stage stage = stage()) {
      stage.play(
          "look",
          Script.saying("Let me", " look.")
              .call("get_weather", "{\"city\":\"Oslo\"}")
              .finish(FinishReason.TOOL_CALLS));
      Answer answer = asked(stage, "look");
      assertEquals("Let me look.", answer.text());
      assertEquals(List.of("get_weather{\"city\":\"Oslo\"}"), written(answer));
      assertEquals(Optional.of(FinishReason.TOOL_CALLS), answer.finish().map(Finish::reason));
    }
  }

  @Test
  default void callsComeInOrderEachUnderAnIdOfItsOwn() {
    try (Stage stage = stage()) {
      stage.play(
          "both",
          Script.saying()
              .call("get_weather", "{\"city\":\"Oslo\"}")
              .call("get_time", "{}")
              .call("get_weather", "{\"city\":\"Oslo\"}")
              .finish(FinishReason.TOOL_CALLS));
      Answer answer = asked(stage, "both");
      assertEquals("", answer.text());
      assertEquals(
          List.of("get_weather{\"city\":\"Oslo\"}", "get_time{}", "get_weather{\"city\":\"Oslo\"}"),
          written(answer));
      List<Part.ToolCall> calls = answer.calls();
      assertEquals(3, calls.stream().map(Part.ToolCall::id).distinct().count());
      assertNotEquals(calls.getFirst().id(), asked(stage, "both").calls().getFirst().id());
    }
  }

  @Test
  default void argumentsComeToTheLetter() {
    String arguments =
        "{ \"n\": 12345678901234567890.10, \"e\":1.0E+2, \"u\": \"\\u00fc\\/\\\"\","
            + " \"s\": \"</a> \ud83d\ude00 {\\n\", \"l\":[1,[],{ }] }";
    try (Stage stage = stage()) {
      stage.play(
          "exact", Script.saying().call("get_time", arguments).finish(FinishReason.TOOL_CALLS));
      assertEquals(List.of("get_time" + arguments), written(asked(stage, "exact")));
    }
  }

  @Test
  default void aCallThatIsCutShortIsNotShown() {
    try (Stage stage = stage()) {
      stage.play(
          "cut",
          Script.saying("So")
              .call("get_time", "{}")
              .brokenCall("get_weather", "{\"city\":\"Os")
              .finish(FinishReason.LENGTH));
      Answer answer = asked(stage, "cut");
      assertEquals("So", answer.text());
      assertEquals(List.of("get_time{}"), written(answer));
      assertEquals(Optional.of(FinishReason.LENGTH), answer.finish().map(Finish::reason));
    }
  }

  @Test
  default void aFailureInACallIsToldAndTheCallIsNotShown() {
    try (Stage stage = stage()) {
      stage.play(
          "fail",
          Script.saying()
              .brokenCall("get_weather", "{\"city\":\"Oslo\"")
              .fail(new ChatFailure.RunFailed("no luck")));
      Answer answer = asked(stage, "fail");
      assertEquals(List.of(), answer.calls());
      assertEquals(Optional.empty(), answer.finish());
      assertInstanceOf(ChatFailure.RunFailed.class, answer.failure().orElseThrow());
      assertEquals(0, stage.held());
    }
  }

  @Test
  default void callsAndTheirResultsAreTakenBack() {
    try (Stage stage = stage()) {
      stage.play("and?", Script.saying("4 degrees.").finish(FinishReason.STOP));
      Part.ToolCall call = new Part.ToolCall("call_0", "get_weather", "{\"city\":\"Oslo\"}");
      Part.ToolResult result =
          new Part.ToolResult("call_0", List.of(new Part.Text("4 degrees, rain")));
      ChatRequest request =
          new ChatRequest(
              "gpt-4.1",
              List.of(
                  Message.of(Role.USER, "look"),
                  new Message(Role.ASSISTANT, List.of(call), Optional.empty()),
                  new Message(Role.TOOL, List.of(result), Optional.empty()),
                  Message.of(Role.USER, "and?")),
              ChatOptions.DEFAULTS.withTools(TOOLS));
      assertEquals("4 degrees.", Answer.rest(stage.backend().open(request)).text());
    }
  }

  private static Tool tool(String name) {
    return new Tool.Function(
        name,
        Optional.of("Looks it up."),
        Optional.of("{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}"));
  }

  private static Answer asked(Stage stage, String text) {
    ChatRequest plain = Answer.request(text);
    return Answer.rest(
        stage
            .backend()
            .open(
                new ChatRequest(
                    plain.model(), plain.messages(), plain.options().withTools(TOOLS))));
  }

  private static List<String> written(Answer answer) {
    return answer.calls().stream().map(call -> call.name() + call.arguments()).toList();
  }
}
