package io.github.langfast2api.langfast;

import io.github.langfast2api.langfast.RunEvent.State;
import io.github.langfast2api.langfast.wire.JsonCursor;
import io.github.langfast2api.langfast.wire.MalformedJsonException;
import io.github.langfast2api.langfast.wire.Utf8Slice;
import io.github.langfast2api.langfast.wire.WellFormedText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Parses a Socket.IO event into a {@link RunEvent}. The text is not decoded, and its prefix that
 * the run has received before is skipped by a memory compare: content is cumulative, so that is
 * nearly all of it, and to compare costs a tenth of searching each byte for the closing quote.
 */
final class RunEventReader {

  private static final String CHUNK = "execution:chunk";
  private static final String FINISHED = "completion_finished";

  /** Longer ids and words are none. */
  private static final int MAX_WORD_BYTES = 200;

  /** An error that is longer is not parsed, and only its beginning told. */
  private static final int MAX_ERROR_BYTES = 16 * 1024;

  /** The longest payload that is accepted as a string, of which several copies are made. */
  private static final int MAX_STRING_PAYLOAD_BYTES = 4 << 20;

  private final KnownTexts known;
  private boolean finished;
  private boolean isRunEvent;
  private @Nullable String jobId;
  private @Nullable String status;
  private @Nullable Utf8Slice content;
  private @Nullable String finishReason;
  private @Nullable UpstreamError error;

  /** The texts that runs have received so far. */
  @FunctionalInterface
  interface KnownTexts {

    /**
     * The length of a run's text in bytes, as the escaped content of a JSON string.
     *
     * @param at the rest of a message, from the start of a text
     * @return the length if the rest begins with the run's text; else 0
     */
    int lengthAt(String jobId, Utf8Slice at);
  }

  private RunEventReader(KnownTexts known) {
    this.known = known;
  }

  /**
   * Parses an event.
   *
   * @param arguments its name and arguments as a JSON array
   * @return the run's event, or nothing if it is another event
   * @throws MalformedJsonException if the JSON is malformed or of another structure
   */
  static Optional<RunEvent> read(Utf8Slice arguments, KnownTexts known) {
    JsonCursor cursor = new JsonCursor(arguments);
    cursor.expect('[');
    Utf8Slice name = cursor.string();
    if (!cursor.accept(',')) {
      return Optional.empty();
    }
    RunEventReader reader = new RunEventReader(known);
    reader.finished = name.is(FINISHED);
    reader.isRunEvent = reader.finished || name.is(CHUNK);
    // Some servers send the payload as a string that holds the JSON.
    reader.payload(cursor.peek() == '"' ? stringPayload(cursor.string()) : cursor);
    return reader.event();
  }

  private static JsonCursor stringPayload(Utf8Slice payload) {
    if (payload.length() > MAX_STRING_PAYLOAD_BYTES) {
      throw new MalformedJsonException("a string of %d bytes".formatted(payload.length()));
    }
    return new JsonCursor(Utf8Slice.of(WellFormedText.escaped(payload.unescaped())));
  }

  private void payload(JsonCursor cursor) {
    cursor.expect('{');
    if (cursor.accept('}')) {
      return;
    }
    do {
      Utf8Slice key = cursor.string();
      cursor.expect(':');
      member(key, cursor);
    } while (cursor.accept(','));
    cursor.expect('}');
  }

  private void member(Utf8Slice key, JsonCursor cursor) {
    if (key.is("content")) {
      content = content(cursor);
    } else if (key.is("executionId")) {
      jobId = string(cursor);
    } else if (key.is("status")) {
      status = string(cursor);
    } else if (key.is("finish_reason")) {
      finishReason = string(cursor);
    } else if (key.is("error")) {
      error = error(cursor.value());
    } else {
      cursor.value();
    }
  }

  /** Of events with other names only failures count, and their content is ignored. */
  private Optional<RunEvent> event() {
    if (jobId == null || (!isRunEvent && state() != State.FAILED)) {
      return Optional.empty();
    }
    boolean empty = !isRunEvent || content == null || content.length() == 0;
    return Optional.of(
        new RunEvent(
            jobId,
            state(),
            empty ? Optional.empty() : Optional.ofNullable(content),
            Optional.ofNullable(finishReason),
            Optional.ofNullable(error)));
  }

  private State state() {
    if (error != null) {
      return State.FAILED;
    }
    State state = RunStatus.of(status == null ? "" : status);
    return finished && state == State.RUNNING ? State.COMPLETED : state;
  }

  private @Nullable Utf8Slice content(JsonCursor cursor) {
    String job = jobId;
    return job != null && cursor.peek() == '"'
        ? cursor.string(rest -> known.lengthAt(job, rest))
        : rawString(cursor);
  }

  private static @Nullable Utf8Slice rawString(JsonCursor cursor) {
    if (cursor.peek() == '"') {
      return cursor.string();
    }
    cursor.value();
    return null;
  }

  private static @Nullable String string(JsonCursor cursor) {
    Utf8Slice raw = rawString(cursor);
    return raw == null || raw.length() > MAX_WORD_BYTES ? null : raw.unescaped();
  }

  /** Parses an error: a string, an object with a message, or a value that stands for none. */
  private static @Nullable UpstreamError error(Utf8Slice value) {
    if (value.is("null") || value.is("false") || value.is("\"\"")) {
      return null;
    }
    return UpstreamError.of(value.first(MAX_ERROR_BYTES).text());
  }
}
