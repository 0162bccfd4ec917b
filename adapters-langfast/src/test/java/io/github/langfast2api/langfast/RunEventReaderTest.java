package io.github.langfast2api.langfast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.langfast.RunEvent.State;
import io.github.langfast2api.langfast.wire.MalformedJsonException;
import io.github.langfast2api.langfast.wire.Utf8Slice;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunEventReaderTest {

  @Test
  void aChunkTellsWhoseItIsAndAllThatWasSaid() {
    RunEvent event =
        read(
            """
            {"executionId":"j1","status":"in_progress","finish_reason":null,"content":"a\\"b"}\
            """);
    assertEquals("j1", event.jobId());
    assertEquals(State.RUNNING, event.state());
    assertEquals(Optional.of("a\"b"), event.content().map(Utf8Slice::unescaped));
    assertEquals(Optional.empty(), event.finishReason());
    assertEquals(Optional.empty(), event.error());
  }

  @Test
  void whatARunIsKnownToHaveSaidIsPassedOver() {
    CumulativeText known = new CumulativeText();
    for (String content : new String[] {"a\\n", "a\\nb\\\"", "a\\\"", "a\\nb\\\"c", ""}) {
      String event =
          "[\"execution:chunk\",{\"executionId\":\"j\",\"content\":\"" + content + "\"}]";
      Optional<Utf8Slice> read =
          RunEventReader.read(Utf8Slice.of(event), (job, at) -> known.lengthAt(at))
              .orElseThrow()
              .content();
      assertEquals(content, read.map(Utf8Slice::text).orElse(""));
      read.ifPresent(text -> known.update(text, false));
    }
  }

  @Test
  void anIdOrAWordOfMegabytesIsNone() {
    String huge = "x".repeat(6_000_000);
    String event =
        "[\"execution:chunk\",{\"executionId\":\"%s\",\"content\":\"a\"}]".formatted(huge);
    assertEquals(Optional.empty(), RunEventReader.read(Utf8Slice.of(event), (job, at) -> 0));
    RunEvent read =
        read(
            "{\"executionId\":\"j\",\"status\":\"%s\",\"finish_reason\":\"%s\"}"
                .formatted(huge, huge));
    assertEquals(State.RUNNING, read.state());
    assertEquals(Optional.empty(), read.finishReason());
  }

  @Test
  void ofAnErrorOfMegabytesTheBeginningIsTold() {
    for (String error :
        new String[] {
          "\"" + "no ".repeat(10_000_000) + "\"", "[" + "{},".repeat(5_000_000) + "0]"
        }) {
      RunEvent event = read("{\"executionId\":\"j\",\"error\":%s}".formatted(error));
      assertEquals(State.FAILED, event.state());
      assertTrue(event.error().orElseThrow().message().length() < 1000);
    }
  }

  @Test
  void aStringThatHoldsTheJsonIsShorterThanSomeMegabytes() {
    String payload = "\"{\\\"executionId\\\":\\\"j\\\",\\\"content\\\":\\\"%s\\\"}\"";
    assertEquals(
        Optional.of(1_000_000),
        read(payload.formatted("x".repeat(1_000_000))).content().map(Utf8Slice::length));
    String huge = "[\"execution:chunk\"," + payload.formatted("x".repeat(5_000_000)) + "]";
    assertThrows(
        MalformedJsonException.class,
        () -> RunEventReader.read(Utf8Slice.of(huge), (job, at) -> 0));
  }

  @Test
  void theOrderOfMembersWhiteSpaceAndForeignMembersDoNotMatter() {
    RunEvent event =
        read(
            """
            { "x" : [1,{"content":"no","y":"]}"}], "content" : "yes" ,
              "n":-1.5e3,"t":true, "finish_reason":"length","executionId":"j2","status":"completed" }\
            """);
    assertEquals(State.COMPLETED, event.state());
    assertEquals(Optional.of("yes"), event.content().map(Utf8Slice::unescaped));
    assertEquals(Optional.of("length"), event.finishReason());
  }

  @Test
  void thePayloadMayBeAStringThatHoldsTheJson() {
    RunEvent event =
        read("\"{\\\"executionId\\\":\\\"j3\\\",\\\"content\\\":\\\"a\\\\\\\"\\\\n\\\"}\"");
    assertEquals("j3", event.jobId());
    assertEquals(Optional.of("a\"\n"), event.content().map(Utf8Slice::unescaped));
  }

  @Test
  void halfASurrogatePairInSuchAStringIsLeftForItsOtherHalf() {
    CumulativeText text = new CumulativeText();
    text.update(
        read("\"{\\\"executionId\\\":\\\"j\\\",\\\"content\\\":\\\"a\\ud83d\\\"}\"")
            .content()
            .orElseThrow(),
        false);
    assertEquals(new CumulativeText.Delta("a", false), text.next(false));
    text.update(
        read("\"{\\\"executionId\\\":\\\"j\\\",\\\"content\\\":\\\"a\\ud83d\\ude00b\\\"}\"")
            .content()
            .orElseThrow(),
        false);
    assertEquals(new CumulativeText.Delta("😀b", false), text.next(false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "null", "5", "{}", "[]"})
  void contentThatIsNoTextTakesNothingBack(String content) {
    assertEquals(
        Optional.empty(), read("{\"executionId\":\"j\",\"content\":" + content + "}").content());
  }

  @ParameterizedTest
  @CsvSource({
    "in_progress,RUNNING",
    "queued,RUNNING",
    "RUNNING,RUNNING",
    "thinking,RUNNING",
    "completed,COMPLETED",
    "Completed,COMPLETED",
    "succeeded,COMPLETED",
    "failed,FAILED",
    "error,FAILED",
    "cancelled,FAILED",
    "Canceled,FAILED",
    "timed_out,FAILED",
    "aborted,FAILED",
    "incomplete,FAILED"
  })
  void theStatusTellsWhereTheRunStands(String status, State state) {
    assertEquals(
        state, read("{\"executionId\":\"j\",\"status\":\"%s\"}".formatted(status)).state());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"no luck\"",
        "{\"message\":\"no luck\"}",
        "{\"error\":{\"message\":\"no luck\"}}"
      })
  void anErrorFailsTheRun(String error) {
    RunEvent event =
        read("{\"executionId\":\"j\",\"status\":\"completed\",\"error\":%s}".formatted(error));
    assertEquals(State.FAILED, event.state());
    assertEquals(Optional.of("no luck"), event.error().map(UpstreamError::message));
  }

  @Test
  void anErrorThatNestsTooDeepToBeReadFailsTheRunAllTheSame() {
    String deep = "[".repeat(5000) + "]".repeat(5000);
    assertEquals(
        State.FAILED, read("{\"executionId\":\"j\",\"error\":%s}".formatted(deep)).state());
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "false", "\"\""})
  void anErrorThatSaysNothingIsNone(String error) {
    RunEvent event = read("{\"executionId\":\"j\",\"error\":%s}".formatted(error));
    assertEquals(State.RUNNING, event.state());
  }

  @Test
  void completionFinishedEndsTheRun() {
    String event = "[\"completion_finished\",{\"executionId\":\"j\"}]";
    assertEquals(State.COMPLETED, parse(event).orElseThrow().state());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[\"execution:error\",{\"executionId\":\"j\",\"error\":\"no luck\",\"content\":\"x\"}]",
        "[\"execution:failed\",{\"executionId\":\"j\",\"status\":\"failed\"}]"
      })
  void aFailureIsOneByWhateverNameItComes(String event) {
    RunEvent failed = parse(event).orElseThrow();
    assertEquals(State.FAILED, failed.state());
    assertEquals(Optional.empty(), failed.content());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[\"hello\",{\"executionId\":\"j\"}]",
        "[\"execution:log\",{\"executionId\":\"j\",\"content\":\"x\",\"status\":\"completed\"}]",
        "[\"execution:chunk\"]",
        "[\"execution:chunk\",{}]",
        "[\"execution:chunk\",{\"executionId\":7}]"
      })
  void anEventThatTellsOfNoRunIsPassedOver(String event) {
    assertEquals(Optional.empty(), parse(event));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[",
        "[1]",
        "[\"execution:chunk\",",
        "[\"execution:chunk\",7]",
        "[\"execution:chunk\",{\"executionId\":\"j\"",
        "[\"execution:chunk\",{\"executionId\":\"j\",\"content\":\"a]",
        "[\"execution:chunk\",{\"executionId\" \"j\"}]",
        "[\"execution:chunk\",{\"executionId\":}]",
        "[\"execution:chunk\",\"no json\"]",
        "[\"execution:chunk\",{\"executionId\":\"\\u12\"}]"
      })
  void anEventThatIsNotJsonIsRefused(String event) {
    assertThrows(MalformedJsonException.class, () -> parse(event));
  }

  private static RunEvent read(String payload) {
    return parse("[\"execution:chunk\"," + payload + "]").orElseThrow();
  }

  private static Optional<RunEvent> parse(String event) {
    return RunEventReader.read(Utf8Slice.of(event), (job, at) -> 0);
  }
}
