package io.github.langfast2api.ports.contract;

import static io.github.langfast2api.ports.contract.Answer.EVER;
import static io.github.langfast2api.ports.contract.Answer.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.ChatDelta;
import io.github.langfast2api.domain.ChatEvent;
import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatStream;
import io.github.langfast2api.domain.Finish;
import io.github.langfast2api.domain.FinishReason;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every backend promises a reader that does not watch its answer grow. */
public interface CoalescedDeltasContract {

  Duration MOMENT = Duration.ofMillis(50);

  /**
   * The backend under test, with nothing to play yet. A test closes the stage that it asked for.
   */
  Stage stage();

  @Test
  default void coalescedDeltasJoinedAreTheText() {
    try (Stage stage = stage()) {
      String[] pieces =
          IntStream.range(0, 200).mapToObj(i -> "piece " + i + " ").toArray(String[]::new);
      Script script = Script.saying(pieces).finish(FinishReason.LENGTH);
      stage.play("tell", script);
      try (ChatStream stream = unwatched(stage, "tell")) {
        Answer answer = Answer.rest(stream);
        assertEquals(script.text(), answer.text());
        assertEquals(Optional.of(FinishReason.LENGTH), answer.finish().map(Finish::reason));
      }
    }
  }

  @Test
  default void theFirstDeltaIsNotHeldBack() {
    try (Stage stage = stage()) {
      stage.play("hold", Script.saying("a").hold());
      try (ChatStream stream = unwatched(stage, "hold")) {
        assertEquals(Optional.of(new ChatDelta("a")), stream.next(EVER));
      }
    }
  }

  @Test
  default void textThatIsHeldBackIsReadWhereTheAnswerDoesNotEnd() {
    try (Stage stage = stage()) {
      stage.play("hold", Script.saying("a").pause(MOMENT).say("c").hold());
      try (ChatStream stream = unwatched(stage, "hold")) {
        assertEquals(Optional.of(new ChatDelta("a")), stream.next(EVER));
        assertEquals(Optional.of(new ChatDelta("c")), stream.next(EVER));
      }
    }
  }

  @Test
  default void textThatIsHeldBackIsReadWhenATimeoutExpires() {
    try (Stage stage = stage()) {
      stage.play("hold", Script.saying("a").pause(MOMENT).say("c").hold());
      try (ChatStream stream = unwatched(stage, "hold")) {
        assertEquals(Optional.of(new ChatDelta("a")), stream.next(EVER));
        Optional<ChatEvent> next = Optional.empty();
        while (next.isEmpty()) {
          next = stream.next(Duration.ofMillis(1));
        }
        assertEquals(new ChatDelta("c"), next.get());
      }
    }
  }

  @Test
  default void aFailureEndsTextThatIsHeldBack() {
    try (Stage stage = stage()) {
      ChatFailure failure = new ChatFailure.RunFailed("no more luck");
      stage.play("fail", Script.saying("so ", "far").fail(failure));
      try (ChatStream stream = unwatched(stage, "fail")) {
        Answer answer = Answer.rest(stream);
        assertEquals(Optional.of(failure), answer.failure());
        assertTrue("so far".startsWith(answer.text()), answer.text());
      }
    }
  }

  @Test
  default void aDroppedConnectionEndsTextThatIsHeldBack() {
    try (Stage stage = stage()) {
      stage.play("drop", Script.saying("half ", "an ", "ans").drop());
      try (ChatStream stream = unwatched(stage, "drop")) {
        Answer answer = Answer.rest(stream);
        assertInstanceOf(ChatFailure.OutcomeUnknown.class, answer.failure().orElseThrow());
      }
    }
  }

  @Test
  default void aClosedStreamHasNoTextThatWasHeldBack() {
    try (Stage stage = stage()) {
      stage.play("hold", Script.saying("a").pause(MOMENT).say("c").hold());
      ChatStream stream = unwatched(stage, "hold");
      assertEquals(Optional.of(new ChatDelta("a")), stream.next(EVER));
      stream.close();
      ChatException told = assertThrows(ChatException.class, () -> stream.next(EVER));
      assertEquals(new ChatFailure.Cancelled(), told.failure());
    }
  }

  private static ChatStream unwatched(Stage stage, String name) {
    ChatStream stream = stage.backend().open(request(name));
    stream.coalesceDeltas();
    return stream;
  }
}
