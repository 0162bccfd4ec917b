package io.github.langfast2api.langfast;

import io.github.langfast2api.langfast.RunEvent.State;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events that tell of a run. The text they hold is found and not read: an event's cost is
 * one pass over its bytes.
 */
final class RunEventReader {

  private static final String CHUNK = "execution:chunk";
  private static final String FINISHED = "completion_finished";

  private boolean finished;
  private @Nullable String jobId;
  private @Nullable String status;
  private @Nullable Utf8Slice content;
  private @Nullable String finishReason;
  private @Nullable UpstreamError error;

  private RunEventReader() {}

  /**
   * Reads an event's name and arguments.
   *
   * @return what the event tells, or nothing if it tells of no run
   * @throws MalformedJsonException if it is not what it says it is
   */
  static Optional<RunEvent> read(Utf8Slice arguments) {
    JsonCursor cursor = new JsonCursor(arguments);
    cursor.expect('[');
    Utf8Slice name = cursor.string();
    if (!name.is(CHUNK) && !name.is(FINISHED)) {
      return Optional.empty();
    }
    if (!cursor.take(',')) {
      return Optional.empty();
    }
    RunEventReader reader = new RunEventReader();
    reader.finished = name.is(FINISHED);
    // Some servers send the payload as a string that holds the JSON.
    reader.payload(
        cursor.peek() == '"' ? new JsonCursor(Utf8Slice.of(cursor.string().unescaped())) : cursor);
    return reader.event();
  }

  private void payload(JsonCursor cursor) {
    cursor.expect('{');
    if (cursor.take('}')) {
      return;
    }
    do {
      Utf8Slice key = cursor.string();
      cursor.expect(':');
      member(key, cursor);
    } while (cursor.take(','));
    cursor.expect('}');
  }

  private void member(Utf8Slice key, JsonCursor cursor) {
    if (key.is("content")) {
      content = rawString(cursor);
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

  private Optional<RunEvent> event() {
    if (jobId == null) {
      return Optional.empty();
    }
    boolean empty = content == null || content.length() == 0;
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
    return switch (status == null ? "" : status) {
      case "completed" -> State.COMPLETED;
      case "failed", "error", "cancelled", "canceled", "timeout" -> State.FAILED;
      default -> finished ? State.COMPLETED : State.RUNNING;
    };
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
