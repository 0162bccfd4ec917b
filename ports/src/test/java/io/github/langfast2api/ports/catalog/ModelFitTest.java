package io.github.langfast2api.ports.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatOptions;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.Message;
import io.github.langfast2api.domain.Model;
import io.github.langfast2api.domain.Parameter;
import io.github.langfast2api.domain.Part;
import io.github.langfast2api.domain.ResponseFormat;
import io.github.langfast2api.domain.Role;
import io.github.langfast2api.domain.SamplingOptions;
import io.github.langfast2api.domain.Tool;
import io.github.langfast2api.domain.ToolChoice;
import io.github.langfast2api.domain.ToolOptions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelFitTest {

  private static final ResponseFormat TEXT = new ResponseFormat.Text();
  private static final ResponseFormat OBJECT = new ResponseFormat.JsonObject();
  private static final ResponseFormat SCHEMA =
      new ResponseFormat.JsonSchema("s", Optional.empty(), Optional.empty(), Optional.empty());

  private static final ToolOptions TOOLS =
      new ToolOptions(
          List.of(new Tool.Function("look", Optional.empty(), Optional.empty())),
          new ToolChoice.Auto(),
          true);

  private static final Model CHATTY =
      model(Set.of(Role.SYSTEM), Set.of(Model.Format.TEXT, Model.Format.JSON_OBJECT), true);
  private static final Model THINKER =
      model(Set.of(Role.DEVELOPER), Set.of(), false, "low", "high");
  private static final Model PLAIN = model(Set.of(), Set.of(), false);

  private static Model model(
      Set<Role> instructors, Set<Model.Format> formats, boolean sampling, String... words) {
    Set<Role> roles = new java.util.HashSet<>(Set.of(Role.USER, Role.ASSISTANT));
    roles.addAll(instructors);
    return new Model(
        "model",
        "Model",
        Instant.EPOCH,
        "owner",
        List.of("model-2025"),
        roles,
        formats,
        sampling,
        List.of(words),
        List.of(words),
        "o200k_base",
        1000);
  }

  private static FittedRequest fit(Model model, ChatOptions options, Message... messages) {
    List<Message> asked =
        messages.length == 0 ? List.of(Message.of(Role.USER, "hi")) : List.of(messages);
    return new ModelFit(model).fit(new ChatRequest("model-2025", asked, options));
  }

  private static List<Message> messages(Model model, Message... messages) {
    return fit(model, ChatOptions.DEFAULTS, messages).request().messages();
  }

  private static ChatOptions options(Optional<ResponseFormat> format, String... words) {
    Optional<String> word = List.of(words).stream().findFirst();
    return new ChatOptions(
        new SamplingOptions(
            OptionalDouble.of(0.5),
            OptionalDouble.of(1),
            OptionalDouble.empty(),
            OptionalDouble.of(-1)),
        OptionalInt.empty(),
        List.of("END"),
        format,
        word,
        word,
        TOOLS);
  }

  private static ChatFailure refusal(Model model, ChatOptions options) {
    return assertThrows(ChatException.class, () -> fit(model, options)).failure();
  }

  @Test
  void theModelIsNamedByItsOwnId() {
    assertEquals("model", fit(CHATTY, ChatOptions.DEFAULTS).request().model());
  }

  @ParameterizedTest
  @EnumSource(names = {"SYSTEM", "DEVELOPER"})
  void instructionsGoByTheNameThatTheModelHasForThem(Role role) {
    Message instruction = Message.of(role, "be brief");
    Message question = Message.of(Role.USER, "hi");
    assertEquals(
        List.of(Message.of(Role.SYSTEM, "be brief"), question),
        messages(CHATTY, instruction, question));
    assertEquals(
        List.of(Message.of(Role.DEVELOPER, "be brief"), question),
        messages(THINKER, instruction, question));
  }

  @Test
  void aModelWithoutInstructionsIsToldThemByItsFirstUser() {
    List<Message> told =
        messages(
            PLAIN,
            Message.of(Role.SYSTEM, "be brief"),
            Message.of(Role.ASSISTANT, "yes?"),
            Message.of(Role.USER, "hi"),
            Message.of(Role.DEVELOPER, "be kind"),
            Message.of(Role.USER, "bye"));
    assertEquals(
        List.of(Role.ASSISTANT, Role.USER, Role.USER), told.stream().map(Message::role).toList());
    assertEquals("be brief\n\nbe kind\n\nhi", told.get(1).text());
    assertEquals("bye", told.get(2).text());
  }

  @Test
  void instructionsAloneAreSaidByAUser() {
    Message only = messages(PLAIN, Message.of(Role.SYSTEM, "go")).getFirst();
    assertEquals(Role.USER, only.role());
    assertEquals("go\n\n", only.text());
  }

  @Test
  void turnsOfTheModelAndResultsOfToolsAreNoInstructions() {
    Message call =
        new Message(
            Role.ASSISTANT, List.of(new Part.ToolCall("1", "look", "{}")), Optional.empty());
    Message result =
        new Message(Role.TOOL, List.of(new Part.ToolResult("1", List.of())), Optional.empty());
    List<Message> asked = List.of(Message.of(Role.USER, "hi"), call, result);
    assertEquals(asked, messages(CHATTY, asked.toArray(Message[]::new)));
    assertEquals(asked, messages(PLAIN, asked.toArray(Message[]::new)));
  }

  @Test
  void picturesKeepTheirPlace() {
    Part image = new Part.Image("https://x", Optional.empty());
    Message question =
        new Message(Role.USER, List.of(image, new Part.Text("?")), Optional.of("ann"));
    Message told = messages(PLAIN, Message.of(Role.SYSTEM, "go"), question).getFirst();
    assertEquals(
        List.of(new Part.Text("go"), new Part.Text("\n\n"), image, new Part.Text("?")),
        told.parts());
    assertEquals(Optional.of("ann"), told.name());
  }

  @Test
  void theRoomIsThatAskedForUpToTheModels() {
    assertEquals(OptionalInt.of(10), room(10));
    assertEquals(OptionalInt.of(1000), room(1001));
    assertEquals(
        OptionalInt.of(1000),
        fit(CHATTY, ChatOptions.DEFAULTS).request().options().maxCompletionTokens());
  }

  private static OptionalInt room(int asked) {
    ChatOptions options = ChatOptions.DEFAULTS.withMaxCompletionTokens(asked);
    return fit(CHATTY, options).request().options().maxCompletionTokens();
  }

  @Test
  void whatTheModelTakesIsPassedOn() {
    ChatOptions asked = options(Optional.of(OBJECT));
    FittedRequest fitted = fit(CHATTY, asked);
    assertEquals(asked.withMaxCompletionTokens(1000), fitted.request().options());
    assertEquals(List.of(), fitted.dropped());
  }

  @Test
  void samplingIsDroppedAndNamedWhereThereIsNone() {
    FittedRequest fitted = fit(THINKER, options(Optional.empty(), "low"));
    assertEquals(
        List.of(Parameter.TEMPERATURE, Parameter.TOP_P, Parameter.FREQUENCY_PENALTY),
        fitted.dropped());
    assertEquals(OptionalDouble.empty(), fitted.request().options().sampling().temperature());
    assertEquals(List.of("END"), fitted.request().options().stop());
    assertEquals(Optional.of("low"), fitted.request().options().reasoningEffort());
  }

  @Test
  void textIsWhatAModelGivesThatCannotBeAsked() {
    ChatOptions options = fit(PLAIN, options(Optional.of(TEXT))).request().options();
    assertEquals(Optional.empty(), options.responseFormat());
  }

  @Test
  void aFormatThatTheModelLacksIsAskedForAllTheSame() {
    for (Model model : List.of(CHATTY, PLAIN)) {
      ChatOptions options = fit(model, options(Optional.of(SCHEMA))).request().options();
      assertEquals(Optional.of(SCHEMA), options.responseFormat());
    }
  }

  @Test
  void aWordThatTheModelLacksIsRefusedWithThoseItKnows() {
    assertEquals(
        new ChatFailure.UnsupportedValue(
            "model", Parameter.REASONING_EFFORT, Optional.of("max"), List.of("low", "high")),
        refusal(THINKER, options(Optional.empty(), "max")));
  }

  @Test
  void aWordIsDroppedAndNamedWhereTheModelKnowsNone() {
    FittedRequest fitted = fit(CHATTY, options(Optional.empty(), "low"));
    assertEquals(List.of(Parameter.REASONING_EFFORT, Parameter.VERBOSITY), fitted.dropped());
    assertEquals(Optional.empty(), fitted.request().options().reasoningEffort());
    assertEquals(Optional.empty(), fitted.request().options().verbosity());
  }

  @ParameterizedTest
  @EnumSource
  void aTurnWithoutContentIsLeftOut(Role role) {
    Message empty = new Message(role, List.of(), Optional.empty());
    Message question = Message.of(Role.USER, "hi");
    assertEquals(List.of(question), messages(CHATTY, empty, question));
    assertEquals(List.of(question), messages(PLAIN, question, empty));
  }

  @Test
  void aTurnOfEmptyTextIsKept() {
    Message silent = Message.of(Role.ASSISTANT, "");
    assertEquals(List.of(silent), messages(CHATTY, silent));
  }
}
