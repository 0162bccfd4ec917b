package io.github.langfast2api.domain;

import java.time.Duration;
import java.util.Optional;

/**
 * Why there is no answer, or no whole one. Every kind has its name here, so that whoever tells
 * failures to somebody can be checked by the compiler to know them all.
 */
public sealed interface ChatFailure {

  /** What happened, in a sentence for the person who asked. It holds no secret. */
  String message();

  /** There is no such model. */
  record UnknownModel(String model) implements ChatFailure {
    @Override
    public String message() {
      return "The model `" + model + "` does not exist or you do not have access to it.";
    }
  }

  /**
   * The model, or the gateway, does not take a parameter at all.
   *
   * @param parameter its name, as the client knows it
   */
  record UnsupportedParameter(String parameter, String message) implements ChatFailure {}

  /**
   * The model takes the parameter, and not with this value.
   *
   * @param parameter its name, as the client knows it
   */
  record UnsupportedValue(String parameter, String message) implements ChatFailure {}

  /** The conversation is longer than the model can read. */
  record ContextTooLong(String message) implements ChatFailure {}

  /** Too many requests; the same request may succeed later. */
  record RateLimited(String message, Optional<Duration> retryAfter) implements ChatFailure {}

  /** What the upstream allows for this account is used up. */
  record QuotaExhausted(String message, Optional<Duration> retryAfter) implements ChatFailure {}

  /** The gateway has no room. */
  record Overloaded(String message, Duration retryAfter) implements ChatFailure {}

  /** The gateway is about to stop. */
  record Draining() implements ChatFailure {
    @Override
    public String message() {
      return "The gateway is stopping.";
    }
  }

  /** The upstream cannot be reached, or the connection to it broke. */
  record Unreachable(String message) implements ChatFailure {}

  /**
   * The upstream reports trouble of its own that may pass.
   *
   * @param retryAfter when the upstream asks to be asked again
   */
  record Unavailable(String message, Optional<Duration> retryAfter) implements ChatFailure {}

  /** The upstream answered with what its protocol does not know. */
  record ProtocolBroken(String message) implements ChatFailure {}

  /** The upstream refuses the gateway itself: its key, its account or its session. */
  record AccessRefused(String message) implements ChatFailure {}

  /** The upstream took the request on and refused or gave up the run. */
  record RunFailed(String message) implements ChatFailure {}

  /** The model answered, asked twice, and not in the form that was asked for. */
  record InvalidAnswer(String message) implements ChatFailure {}

  /** The upstream took back text that the client has already been sent. */
  record AnswerRewritten() implements ChatFailure {
    @Override
    public String message() {
      return "The upstream rewrote a part of the answer that had already been sent.";
    }
  }

  /** The upstream did not answer in time. */
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

  /** The reader closed the stream or was interrupted. Nobody waits for this to be told. */
  record Cancelled() implements ChatFailure {
    @Override
    public String message() {
      return "The request was cancelled.";
    }
  }

  /** What a deadline measures. */
  enum Clock {
    /** From the attempt to connect until the upstream listens. */
    CONNECT("connecting"),
    /** One call to the upstream. */
    CALL("a call"),
    /** From the request until the first text. */
    FIRST_TOKEN("the first token"),
    /** From one sign of the run to the next. */
    SILENCE("the wait for the next token"),
    /** From the request until the end. */
    TOTAL("the whole answer");

    private final String what;

    Clock(String what) {
      this.what = what;
    }

    /** The measured thing, as the subject of a sentence. */
    public String what() {
      return what;
    }
  }
}
