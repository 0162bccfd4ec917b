package io.github.langfast2api.ports.contract;

import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.domain.ChatDelta;
import io.github.langfast2api.domain.ChatEvent;
import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatOptions;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.ChatStream;
import io.github.langfast2api.domain.Finish;
import io.github.langfast2api.domain.Message;
import io.github.langfast2api.domain.Part;
import io.github.langfast2api.domain.Rewrite;
import io.github.langfast2api.domain.Role;
import io.github.langfast2api.domain.ToolCallEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a reader saw of one answer.
 *
 * @param text the deltas, joined, from the last rewrite on
 * @param calls in the order in which they came
 * @param finish the end, if the answer was whole
 * @param failure why it was not
 */
public record Answer(
    String text,
    List<Part.ToolCall> calls,
    Optional<Finish> finish,
    Optional<ChatFailure> failure) {

  /** Long enough for any answer of a test; a test that waits so long has failed. */
  public static final Duration EVER = Duration.ofSeconds(30);

  public Answer {
    calls = List.copyOf(calls);
  }

  /** An answer without calls. */
  public Answer(String text, Optional<Finish> finish, Optional<ChatFailure> failure) {
    this(text, List.of(), finish, failure);
  }

  /** A request with this text as its one message. */
  public static ChatRequest request(String text) {
    return new ChatRequest("gpt-4.1", List.of(Message.of(Role.USER, text)), ChatOptions.DEFAULTS);
  }

  /** Asks and reads to the end. */
  public static Answer of(ChatBackend backend, String text) {
    try (ChatStream stream = backend.open(request(text))) {
      return rest(stream);
    } catch (ChatException e) {
      return new Answer("", Optional.empty(), Optional.of(e.failure()));
    }
  }

  /** Reads a stream to its end. */
  public static Answer rest(ChatStream stream) {
    StringBuilder text = new StringBuilder();
    List<Part.ToolCall> calls = new ArrayList<>();
    try {
      while (true) {
        ChatEvent event =
            stream.next(EVER).orElseThrow(() -> new AssertionError("no event in " + EVER));
        switch (event) {
          case ChatDelta delta -> text.append(delta.text());
          case Rewrite rewrite -> {
            text.setLength(0);
            text.append(rewrite.text());
          }
          case ToolCallEvent call -> calls.add(call.call());
          case Finish finish -> {
            return new Answer(text.toString(), calls, Optional.of(finish), Optional.empty());
          }
        }
      }
    } catch (ChatException e) {
      return new Answer(text.toString(), calls, Optional.empty(), Optional.of(e.failure()));
    }
  }
}
