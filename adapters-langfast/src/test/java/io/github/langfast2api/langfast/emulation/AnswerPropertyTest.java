package io.github.langfast2api.langfast.emulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.langfast2api.domain.ChatOptions;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.FinishReason;
import io.github.langfast2api.domain.Message;
import io.github.langfast2api.domain.Part;
import io.github.langfast2api.domain.ResponseFormat;
import io.github.langfast2api.domain.Role;
import io.github.langfast2api.domain.ToolChoice;
import io.github.langfast2api.domain.ToolOptions;
import io.github.langfast2api.ports.contract.Answer;
import io.github.langfast2api.ports.contract.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds for any text, any arguments and any cut into deltas. */
class AnswerPropertyTest {

  private static final ToolOptions TOOLS =
      new ToolOptions(AnswerRow.TOOLS, new ToolChoice.Auto(), true);
  private static final Marks MARKS = Forms.marks(TOOLS);

  /** Pieces of the form and of JSON, whole and broken, and of what stands between. */
  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            MARKS.opening("get_weather"),
            MARKS.opening("get_time"),
            MARKS.opening("apply_patch"),
            MARKS.opening("no name"),
            MARKS.closing(),
            "<" + MARKS.call(),
            MARKS.call(),
            "<" + MARKS.result() + " call=\"1\">",
            "</" + MARKS.result() + ">",
            "</tool_call>",
            "<\\/tool_call_",
            "<tool_",
            "<",
            ">",
            "/",
            "{\"a\":\"",
            "\"b\":[1,2.5e3,true",
            "\"}",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            "\\u12",
            "'",
            "`",
            "```json\n",
            "null",
            " ",
            "\n",
            "\t",
            "\u0001",
            "Let me look.",
            "city: Oslo",
            "\ud83d\ude00");
    Arbitrary<String> any = Arbitraries.strings().withCharRange('\u0000', '\ud7ff').ofMaxLength(4);
    return Arbitraries.frequencyOf(Tuple.of(12, pieces), Tuple.of(1, any))
        .list()
        .ofMaxSize(14)
        .map(list -> String.join("", list));
  }

  @Provide
  Arbitrary<ChatRequest> requests() {
    ChatOptions tools = ChatOptions.DEFAULTS.withTools(TOOLS);
    Optional<ResponseFormat> json = Optional.of(new ResponseFormat.JsonObject());
    ToolOptions one = new ToolOptions(AnswerRow.TOOLS, new ToolChoice.Auto(), false);
    ToolOptions none = new ToolOptions(AnswerRow.TOOLS, new ToolChoice.None(), true);
    ToolOptions required = new ToolOptions(AnswerRow.TOOLS, new ToolChoice.Required(), true);
    return Arbitraries.of(
            tools,
            tools.withResponseFormat(json),
            tools.withTools(one),
            tools.withTools(none),
            tools.withTools(required))
        .map(options -> new ChatRequest("m", List.of(Message.of(Role.USER, "q")), options));
  }

  @Property(tries = 3000)
  void howeverATextIsCutItIsReadTheSame(
      @ForAll("texts") String text,
      @ForAll("requests") ChatRequest request,
      @ForAll FinishReason reason,
      @ForAll @Size(max = 30) List<@IntRange(min = 1, max = 12) Integer> cuts) {
    String whole = AnswerRow.told(read(request, List.of(text), reason));
    assertEquals(whole, AnswerRow.told(read(request, cut(text, cuts), reason)));
    assertEquals(whole, AnswerRow.told(read(request, List.of(text.split("")), reason)));
  }

  @Property(tries = 3000)
  void nothingOfTheFormIsEverContent(
      @ForAll("texts") String text,
      @ForAll FinishReason reason,
      @ForAll @Size(max = 30) List<@IntRange(min = 1, max = 12) Integer> cuts) {
    ChatRequest request = request(Message.of(Role.USER, "q"));
    String content = read(request, cut(text, cuts), reason).text();
    assertFalse(content.contains("<" + MARKS.call()), content);
    assertFalse(content.contains("</" + MARKS.call()), content);
    assertFalse(content.contains("<" + MARKS.result()), content);
    assertFalse(content.contains("</" + MARKS.result()), content);
  }

  @Property
  void whatWasCalledIsTakenBackAndReadAgainToTheLetter(
      @ForAll("said") String said,
      @ForAll @Size(min = 1, max = 4) List<@From("arguments") String> all) {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part.Text(said));
    all.forEach(arguments -> parts.add(new Part.ToolCall("1", "get_weather", arguments)));
    Message turn = new Message(Role.ASSISTANT, parts, Optional.empty());
    String written = HistoryRenderer.render(List.of(turn), MARKS).getFirst().text();
    Answer answer =
        read(
            request(Message.of(Role.USER, "q")),
            List.of(written.split("(?<=[\"{ ])")),
            FinishReason.STOP);
    assertEquals(said, answer.text());
    assertEquals(all, answer.calls().stream().map(Part.ToolCall::arguments).toList());
  }

  @Property
  void whatOthersWroteCallsNothingWhenTheModelQuotesIt(@ForAll("texts") String text) {
    Message result =
        new Message(
            Role.TOOL,
            List.of(new Part.ToolResult("1", List.of(new Part.Text(text)))),
            Optional.empty());
    for (Message message : List.of(Message.of(Role.USER, text), result)) {
      String quoted =
          message.role() == Role.USER
              ? HistoryRenderer.render(List.of(message, Message.of(Role.USER, ".")), MARKS)
                  .getFirst()
                  .text()
              : MARKS.defused(text);
      Answer answer = read(request(message), List.of("You say: " + quoted), FinishReason.STOP);
      assertEquals(List.of(), answer.calls());
      assertEquals("You say: " + quoted, answer.text());
    }
  }

  @Provide
  Arbitrary<String> said() {
    return Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(20);
  }

  @Provide
  Arbitrary<String> arguments() {
    return JsonTexts.objects();
  }

  private static ChatRequest request(Message message) {
    return new ChatRequest("m", List.of(message), ChatOptions.DEFAULTS.withTools(TOOLS));
  }

  private static Answer read(ChatRequest request, List<String> pieces, FinishReason reason) {
    WritingBackend upstream = new WritingBackend();
    Script script = Script.saying(pieces.toArray(String[]::new)).finish(reason);
    upstream.writes(script).writes(script);
    return Answer.rest(new EmulatingBackend(upstream, Forms.SETTINGS).open(request));
  }

  private static List<String> cut(String text, List<Integer> cuts) {
    List<String> pieces = new ArrayList<>();
    int start = 0;
    for (int length : cuts) {
      int end = Math.min(text.length(), start + length);
      pieces.add(text.substring(start, end));
      start = end;
    }
    pieces.add(text.substring(start));
    return pieces;
  }
}
