package io.github.langfast2api.langfast;

import io.github.langfast2api.langfast.RunEvent.State;
import io.github.langfast2api.langfast.wire.JsonCursor;
import io.github.langfast2api.langfast.wire.MalformedJsonException;
import io.github.langfast2api.langfast.wire.Utf8Slice;
import io.github.langfast2api.langfast.wire.WellFormedText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events that tell of a run. The text they hold is found and not read, and what the run
 * is known to have said already is passed over by a comparison: that is as good as all of it, since
 * content is cumulative, and comparing costs a tenth of looking at each byte.
 */
final class RunEventReader {

  private static final String CHUNK = "execution:chunk";
  private static final String FINISHED = "completion_finished";

  private final KnownTexts known;
  private boolean finished;
  private boolean ofRun;
  private @Nullable String jobId;
  private @Nullable String status;
  private @Nullable Utf8Slice content;
  private @Nullable String finishReason;
  private @Nullable UpstreamError error;

  /** What runs are known to have said. */
  @FunctionalInterface
  interface KnownTexts {

    /** Known of nothing. */
    KnownTexts NONE = (jobId, at) -> 0;

    /**
     * How long the run's text is, as it stands in JSON.
     *
     * @param at where in a message a text begins
     * @return the bytes from there on that are all of what is known; 0 if they are anything else
     */
    int lengthAt(String jobId, Utf8Slice at);
  }

  private RunEventReader(KnownTexts known) {
    this.known = known;
  }

  /** Reads an event of which nothing is known. See {@link #read(Utf8Slice, KnownTexts)}. */
  static Optional<RunEvent> read(Utf8Slice arguments) {
    return read(arguments, KnownTexts.NONE);
  }

  /**
   * Reads an event's name and arguments.
   *
   * @return what the event tells, or nothing if it tells of no run
   * @throws MalformedJsonException if it is not what it says it is
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
    reader.ofRun = reader.finished || name.is(CHUNK);
    // Some servers send the payload as a string that holds the JSON.
    reader.payload(
        cursor.peek() == '"'
            ? new JsonCursor(Utf8Slice.of(WellFormedText.escaped(cursor.string().unescaped())))
            : cursor);
    return reader.event();
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

  /** Nobody knows what other events' content is; but a run fails by whatever name that comes. */
  private Optional<RunEvent> event() {
    if (jobId == null || (!ofRun && state() != State.FAILED)) {
      return Optional.empty();
    }
    boolean empty = !ofRun || content == null || content.length() == 0;
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
    return raw == null ? null : raw.unescaped();
  }

  /** The message of an error, which may be a text, an object that has one, or no error at all. */
  private static @Nullable UpstreamError error(Utf8Slice value) {
    if (value.is("null") || value.is("false") || value.is("\"\"")) {
      return null;
    }
    return UpstreamError.of(value.text());
  }
}
