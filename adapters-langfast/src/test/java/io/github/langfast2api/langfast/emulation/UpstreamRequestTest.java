package io.github.langfast2api.langfast.emulation;

import static io.github.langfast2api.langfast.emulation.Asked.calling;
import static io.github.langfast2api.langfast.emulation.Asked.digitsOut;
import static io.github.langfast2api.langfast.emulation.Asked.result;
import static io.github.langfast2api.langfast.emulation.Asked.user;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.ChatOptions;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.ChatStream;
import io.github.langfast2api.domain.Message;
import io.github.langfast2api.domain.Part;
import io.github.langfast2api.domain.ResponseFormat;
import io.github.langfast2api.domain.Role;
import io.github.langfast2api.domain.Tool;
import io.github.langfast2api.domain.ToolChoice;
import io.github.langfast2api.domain.ToolOptions;
import io.github.langfast2api.ports.contract.Answer;
import io.github.langfast2api.ports.contract.ScriptedBackend;
import io.github.langfast2api.ports.memory.MemoryBudget;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the upstream is asked. */
class UpstreamRequestTest {

  private static final Pattern FORM = Pattern.compile("<tool_call_[0-9a-f]{8} name=");
  private static final Part PICTURE = new Part.Image("https://e.org/a.png", Optional.empty());

  private final EmulatingBackend backend =
      new EmulatingBackend(new ScriptedBackend(), Forms.SETTINGS);

  private List<Message> rendered(ChatRequest request) {
    return backend.rendered(request).messages();
  }

  private static List<Message> renderedFor(Set<Role> roles, Message... messages) {
    EmulationSettings settings =
        new EmulationSettings(
            "a secret",
            model -> roles,
            false,
            new JsonSchemas(),
            new MemoryBudget(1L << 30),
            EmulationObserver.NONE);
    return new EmulatingBackend(new ScriptedBackend(), settings)
        .rendered(Asked.with(Asked.TOOLS, messages))
        .messages();
  }

  private static List<String> texts(List<Message> messages) {
    return messages.stream().map(m -> m.role() + ": " + digitsOut(m.text())).toList();
  }

  @Test
  void aRequestForTextIsTheBackendsOwn() {
    ScriptedBackend scripted = new ScriptedBackend();
    ChatStream stream = scripted.open(Answer.request("q"));
    EmulatingBackend plain = new EmulatingBackend(request -> stream, Forms.SETTINGS);
    ChatRequest request = Answer.request("q");
    assertSame(stream, plain.open(request));
    assertSame(request, plain.rendered(request));
    ChatOptions text =
        ChatOptions.DEFAULTS.withResponseFormat(Optional.of(new ResponseFormat.Text()));
    assertSame(stream, plain.open(new ChatRequest("m", List.of(user("q")), text)));
  }

  @Test
  void theUpstreamIsAskedForTextAlone() {
    ChatOptions options =
        ChatOptions.DEFAULTS
            .withMaxCompletionTokens(9)
            .withStop(List.of("x"))
            .withTools(Asked.TOOLS)
            .withResponseFormat(Optional.of(new ResponseFormat.JsonObject()));
    ChatOptions asked =
        backend.rendered(new ChatRequest("m", List.of(user("q")), options)).options();
    assertEquals(ChatOptions.DEFAULTS.withMaxCompletionTokens(9).withStop(List.of("x")), asked);
  }

  @Test
  void theInstructionsAreTheFormThenTheToolsAsJsonInTheirOrder() {
    String text = rendered(Asked.with(Asked.TOOLS, user("q"))).getFirst().text();
    assertTrue(FORM.matcher(text).find(), text);
    int first =
        text.indexOf(
            "{\"name\":\"get_weather\",\"description\":\"Tells \\\"the\\\" weather.\","
                + "\"parameters\":{\"type\":\"object\", \"properties\":{\"city\":{}}}}\n");
    int second = text.indexOf("{\"name\":\"get_time\"}\n");
    assertTrue(0 < first && first < second, text);
  }

  @Test
  void theInstructionsAreTheSameOnEveryTurnAndInEveryProcess() {
    String one = rendered(Asked.with(Asked.TOOLS, user("q"))).getFirst().text();
    Message[] later = {user("q"), calling("", "1 get_time {}"), result("1", "7"), user("so?")};
    assertEquals(one, rendered(Asked.with(Asked.TOOLS, later)).getFirst().text());
    EmulatingBackend other = new EmulatingBackend(new ScriptedBackend(), Forms.SETTINGS);
    assertEquals(
        one, other.rendered(Asked.with(Asked.TOOLS, user("q"))).messages().getFirst().text());
  }

  @Test
  void theMarkIsAnotherForOtherToolsAndForAnotherSecret() {
    ToolOptions fewer =
        new ToolOptions(Asked.TOOLS.offered().subList(0, 1), new ToolChoice.Auto(), true);
    assertNotEquals(Asked.MARKS, Forms.marks(fewer));
    assertNotEquals(new MarkDigest("a").of("x"), new MarkDigest("b").of("x"));
  }

  @Test
  void theChoiceIsToldLast() {
    Function<ToolChoice, String> told =
        choice -> rendered(Asked.with(choice, "q")).getFirst().text();
    String auto = told.apply(new ToolChoice.Auto());
    String tools = auto.substring(0, auto.lastIndexOf('\n') + 1);
    String required = told.apply(new ToolChoice.Required());
    assertTrue(required.startsWith(tools) && required.endsWith("one block at least."), required);
    String named = told.apply(new ToolChoice.Named("get_time"));
    assertTrue(named.endsWith("\"get_time\". Write one block at most."), named);
    String allowed = told.apply(new ToolChoice.Allowed(Set.of("get_time"), true));
    assertTrue(allowed.contains("no other than: get_time."), allowed);
    ToolOptions one = new ToolOptions(Asked.TOOLS.offered(), new ToolChoice.Auto(), false);
    String single = rendered(Asked.with(one, user("q"))).getFirst().text();
    assertTrue(single.endsWith("Write one block at most."), single);
  }

  @Test
  void whereNoToolMayBeCalledThereAreNoInstructionsAndTheHistoryIsRenderedAllTheSame() {
    ToolOptions none = new ToolOptions(Asked.TOOLS.offered(), new ToolChoice.None(), true);
    List<Message> rendered =
        rendered(Asked.with(none, user("q"), calling("", "1 get_time {}"), result("1", "7")));
    assertEquals(
        List.of(
            "USER: q",
            "ASSISTANT: <tool_call_@ name=\"get_time\">{}</tool_call_@>",
            "USER: <tool_result_@ call=\"1\" name=\"get_time\">\n7\n</tool_result_@>"),
        texts(rendered));
  }

  @Test
  void historyWithToolsThatAreGoneIsRendered() {
    List<Message> rendered =
        rendered(
            Asked.with(
                ToolOptions.NONE, user("q"), calling("", "1 old {}"), result("1", "7"), user("?")));
    assertEquals(4, rendered.size());
    assertTrue(FORM.matcher(rendered.get(1).text()).lookingAt());
  }

  @Test
  void instructionsStandAtTheEndOfTheFirstSystemMessage() {
    Message system =
        new Message(Role.SYSTEM, List.of(new Part.Text("Be brief."), PICTURE), Optional.of("n"));
    List<Message> rendered =
        rendered(Asked.with(Asked.TOOLS, user("q"), system, Message.of(Role.SYSTEM, "Be kind.")));
    assertEquals(3, rendered.size());
    Message told = rendered.get(1);
    assertEquals(system.parts(), told.parts().subList(0, 2));
    assertEquals(Optional.of("n"), told.name());
    assertTrue(told.text().startsWith("Be brief.\n\nYou can call tools."), told.text());
    assertEquals("Be kind.", rendered.get(2).text());
  }

  @Test
  void withoutASystemMessageTheyAreOneOfTheRoleThatTheModelTakes() {
    assertEquals(
        List.of(Role.DEVELOPER, Role.USER),
        renderedFor(Set.of(Role.DEVELOPER, Role.USER), user("q")).stream()
            .map(Message::role)
            .toList());
  }

  @Test
  void aModelWithoutSystemMessagesIsToldInFrontOfTheFirstUserText() {
    Message question =
        new Message(Role.USER, List.of(PICTURE, new Part.Text("q")), Optional.empty());
    List<Message> rendered =
        renderedFor(Set.of(Role.USER, Role.ASSISTANT), calling("Hi."), question, user("?"));
    assertEquals(3, rendered.size());
    Message told = rendered.get(1);
    assertTrue(told.text().startsWith("You can call tools."), told.text());
    assertEquals(question.parts(), told.parts().subList(2, 4));
  }

  @Test
  void aFormatIsToldBetweenMarksOfItsOwn() {
    ResponseFormat schema =
        new ResponseFormat.JsonSchema(
            "s", Optional.of("d"), Optional.of("{\"type\": \"object\"}"), Optional.of(true));
    ChatOptions options = ChatOptions.DEFAULTS.withResponseFormat(Optional.of(schema));
    String text = rendered(new ChatRequest("m", List.of(user("q")), options)).getFirst().text();
    assertTrue(
        Pattern.compile(
                "\n<response_format_([0-9a-f]{8})>\\{\"type\":\"json_schema\",\"json_schema\":"
                    + "\\{\"name\":\"s\",\"description\":\"d\",\"strict\":true,"
                    + "\"schema\":\\{\"type\": \"object\"}}}</response_format_\\1>$")
            .matcher(text)
            .find(),
        text);
    assertFalse(text.contains("tool"), text);
  }

  @Test
  void aBackendThatKnowsFormatsIsAskedByThemWhereThereAreNoTools() {
    EmulationSettings settings =
        new EmulationSettings(
            "a secret",
            model -> Set.of(Role.SYSTEM, Role.USER),
            true,
            new JsonSchemas(),
            new MemoryBudget(1L << 30),
            EmulationObserver.NONE);
    EmulatingBackend knowing = new EmulatingBackend(new ScriptedBackend(), settings);
    ChatOptions options =
        ChatOptions.DEFAULTS.withResponseFormat(Optional.of(new ResponseFormat.JsonObject()));
    ChatRequest request = new ChatRequest("m", List.of(user("q")), options);
    assertEquals(request, knowing.rendered(request));
    ChatRequest tools = new ChatRequest("m", List.of(user("q")), options.withTools(Asked.TOOLS));
    assertEquals(Optional.empty(), knowing.rendered(tools).options().responseFormat());
  }

  @Test
  void aCustomToolIsOfferedAsOneOfText() {
    Tool tool =
        new Tool.Custom("patch", Optional.of("Patches."), Optional.of("{\"type\":\"text\"}"));
    ToolOptions tools = new ToolOptions(List.of(tool), new ToolChoice.Auto(), true);
    String text = rendered(Asked.with(tools, user("q"))).getFirst().text();
    assertTrue(
        text.contains(
            "{\"name\":\"patch\",\"description\":\"Patches.\",\"input\":\"text\","
                + "\"format\":{\"type\":\"text\"}}\n"),
        text);
  }
}
