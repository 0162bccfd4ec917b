package io.github.langfast2api.ports.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.langfast2api.domain.ChatOptions;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.ChatStream;
import io.github.langfast2api.domain.Finish;
import io.github.langfast2api.domain.FinishReason;
import io.github.langfast2api.domain.Message;
import io.github.langfast2api.domain.Part;
import io.github.langfast2api.domain.Role;
import io.github.langfast2api.domain.Usage;
import io.github.langfast2api.ports.contract.Answer;
import io.github.langfast2api.ports.contract.ChatBackendContract;
import io.github.langfast2api.ports.contract.Script;
import io.github.langfast2api.ports.contract.ScriptedBackend;
import io.github.langfast2api.ports.contract.Stage;
import io.github.langfast2api.ports.contract.Wrapped;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** With a tokenizer whose tokens are characters. */
class CountingBackendTest implements ChatBackendContract {

  private final ScriptedBackend scripted = new ScriptedBackend();
  private final CountingBackend backend =
      new CountingBackend(scripted, model -> text -> text.length());

  @Override
  public Stage stage() {
    return new Wrapped(
        new ScriptedBackend(),
        wrapped -> new CountingBackend(wrapped, model -> text -> text.length()));
  }

  private Usage usage(ChatRequest request) {
    return Answer.rest(backend.open(request)).finish().flatMap(Finish::usage).orElseThrow();
  }

  @Test
  void theAnswerAndTheConversationAreCounted() {
    scripted.play("why?", Script.saying("be", "cause").finish(FinishReason.STOP));
    // 3 for the answer's beginning, 3 for the message's marks, "user", "why?"
    assertEquals(new Usage(3 + 3 + 4 + 4, 7, 0, 0), usage(Answer.request("why?")));
  }

  @Test
  void whatASinkTakesIsCountedAndWhatItLeavesIsCountedOnce() {
    scripted.play("why?", Script.saying("be", "cause", "!").finish(FinishReason.STOP));
    try (ChatStream stream = backend.open(Answer.request("why?"))) {
      stream.deliverTo(delta -> !delta.text().equals("cause"));
      Answer answer = Answer.rest(stream);
      assertEquals("cause", answer.text());
      assertEquals(8, answer.finish().flatMap(Finish::usage).orElseThrow().completion());
    }
  }

  @Test
  void everyMessageItsNameAndItsPicturesAreCounted() {
    Part coarse = new Part.Image("http://e.org/a.png", Optional.of("low"));
    Part fine = new Part.Image("http://e.org/b.png", Optional.empty());
    Message system = new Message(Role.SYSTEM, List.of(new Part.Text("abc")), Optional.of("bob"));
    Message user =
        new Message(Role.USER, List.of(new Part.Text("q"), coarse, fine), Optional.empty());
    scripted.play("q", Script.saying("x").finish(FinishReason.STOP));
    ChatRequest request = new ChatRequest("m", List.of(system, user), ChatOptions.DEFAULTS);
    int expected = 3 + (3 + 6 + 1 + 3 + 3) + (3 + 4 + 1 + 85 + 765);
    assertEquals(expected, usage(request).prompt());
  }

  @Test
  void whatTheBackendTellsIsNotCounted() {
    Usage told = new Usage(1, 2, 1, 0);
    scripted.play("q", Script.saying("x").finish(new Finish(FinishReason.STOP, Optional.of(told))));
    assertEquals(told, usage(Answer.request("q")));
  }

  @Test
  void whatWasTakenBackIsNotCounted() {
    scripted.play("q", Script.saying("long").rewrite("ab").say("c").finish(FinishReason.STOP));
    assertEquals(3, usage(Answer.request("q")).completion());
  }

  @Test
  void aLongAnswerIsCountedWhole() {
    String[] pieces = new String[5000];
    java.util.Arrays.setAll(pieces, i -> "word" + i + " ");
    scripted.play("q", Script.saying(pieces).finish(FinishReason.STOP));
    assertEquals(String.join("", pieces).length(), usage(Answer.request("q")).completion());
  }

  @Test
  void callsAndResultsAreCounted() {
    Message call =
        new Message(
            Role.ASSISTANT, List.of(new Part.ToolCall("1", "look", "{}")), Optional.empty());
    Part coarse = new Part.Image("http://e.org/a.png", Optional.of("low"));
    Message result =
        new Message(
            Role.TOOL,
            List.of(new Part.ToolResult("1", List.of(new Part.Text("rain"), coarse))),
            Optional.empty());
    scripted.play("", Script.saying("x").call("look", "{\"a\":1}").finish(FinishReason.STOP));
    ChatRequest request = new ChatRequest("m", List.of(call, result), ChatOptions.DEFAULTS);
    int prompt = 3 + (3 + 9 + 4 + 2) + (3 + 4 + 4 + 85);
    assertEquals(new Usage(prompt, 1 + 4 + 7, 0, 0), usage(request));
  }
}
