package io.github.langfast2api.domain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A failure of a request or an answer. The hierarchy is sealed, so that the compiler checks each
 * switch over failures for completeness: none of them has a default.
 */
public sealed interface ChatFailure {

  /** A message for the client, in a sentence without secrets. */
  String message();

  /**
   * There is no such model.
   *
   * @param available the models that there are, for the message; clients bring names of their own
   */
  record UnknownModel(String model, List<String> available) implements ChatFailure {

    public UnknownModel {
      available = List.copyOf(available);
    }

    @Override
    public String message() {
      return "The model `%s` does not exist or you do not have access to it. There are: %s."
          .formatted(model, String.join(", ", available));
    }
  }

  /** The model does not support a parameter. */
  record UnsupportedParameter(String model, Parameter parameter) implements ChatFailure {
    @Override
    public String message() {
      return "`" + model + "` does not take " + parameter + ".";
    }
  }

  /**
   * The model does not support a parameter's value.
   *
   * @param value the given value; empty if it does not matter
   * @param supported the values that the model supports; empty if they are not listed
   */
  record UnsupportedValue(
      String model, Parameter parameter, Optional<String> value, List<String> supported)
      implements ChatFailure {

    public UnsupportedValue {
      supported = List.copyOf(supported);
    }

    @Override
    public String message() {
      return "`" + model + "` does not take this " + parameter + ".";
    }
  }

  /** The conversation exceeds the model's context length. */
  record ContextTooLong(String message) implements ChatFailure {}

  /** The upstream's rate limit is reached; the same request may succeed later. */
  record RateLimited(String message, Optional<Duration> retryAfter) implements ChatFailure {}

  /** The upstream's quota for the gateway's account is exhausted. */
  record QuotaExhausted(String message, Optional<Duration> retryAfter) implements ChatFailure {}

  /** The gateway has reached its limit of concurrent answers. */
  record Overloaded(String message, Duration retryAfter) implements ChatFailure {}

  /** The gateway is shutting down. */
  record Draining() implements ChatFailure {
    @Override
    public String message() {
      return "The gateway is stopping.";
    }
  }

  /** The upstream cannot be reached: it has not received the request. */
  record Unreachable(String message) implements ChatFailure {}

  /**
   * The connection to the upstream was lost when it had, or may have had, taken the request: a
   * second one could be a second run.
   */
  record OutcomeUnknown(String message) implements ChatFailure {}

  /**
   * The upstream is temporarily unavailable.
   *
   * @param retryAfter the upstream's Retry-After, if it gave one
   */
  record Unavailable(String message, Optional<Duration> retryAfter) implements ChatFailure {}

  /** The upstream violated its protocol. */
  record ProtocolBroken(String message) implements ChatFailure {}

  /** The upstream refuses the gateway's credentials or session. */
  record AccessRefused(String message) implements ChatFailure {}

  /** The upstream finds the request invalid. */
  record RequestRejected(String message) implements ChatFailure {}

  /** The request is larger than what the upstream accepts. */
  record RequestTooLarge(String message) implements ChatFailure {}

  /** The run failed, or could not be started. */
  record RunFailed(String message) implements ChatFailure {}

  /**
   * The answer has not the requested format: the model was asked twice, or the client has a part of
   * the first answer already.
   */
  record InvalidAnswer(String message) implements ChatFailure {}

  /** The upstream replaced text that was sent to the client already. */
  record AnswerRewritten() implements ChatFailure {
    @Override
    public String message() {
      return "The upstream rewrote a part of the answer that had already been sent.";
    }
  }

  /** A store, such as that of responses, cannot be read or written; it may be later. */
  record StoreUnavailable(String message, Duration retryAfter) implements ChatFailure {}

  /** A timeout expired. */
  record TimedOut(Clock clock, Duration limit) implements ChatFailure {
    @Override
    public String message() {
      return "The upstream did not answer in time: "
          + clock.what()
          + " took longer than "
          + seconds();
    }

    private String seconds() {
      return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s." : limit.toMillis() + " ms.";
    }
  }

  /** The reader closed the stream or was interrupted; no client waits for an error. */
  record Cancelled() implements ChatFailure {
    @Override
    public String message() {
      return "The request was cancelled.";
    }
  }

  /** The interval that a timeout limits. */
  enum Clock {
    /** To connect to the upstream, including handshakes. */
    CONNECT("connecting"),
    /** One call to the upstream. */
    CALL("a call"),
    /** From the request to the first event. */
    FIRST_TOKEN("the first token"),
    /** From one event to the next. */
    SILENCE("the wait for the next token"),
    /** From the request to the end of the answer. */
    TOTAL("the whole answer");

    private final String what;

    Clock(String what) {
      this.what = what;
    }

    /** The interval as the subject of a sentence. */
    public String what() {
      return what;
    }
  }
}
