package io.github.langfast2api.langfast;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatFailure.Clock;
import io.github.langfast2api.langfast.wire.HttpRefusedException;
import io.github.langfast2api.langfast.wire.MalformedHttpException;
import io.github.langfast2api.langfast.wire.MalformedJsonException;
import io.github.langfast2api.langfast.wire.RequestNotSentException;
import io.github.langfast2api.langfast.wire.WebSocketClosedException;
import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import jakarta.json.JsonException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Maps what goes wrong with the upstream to the domain's failures. */
final class UpstreamFailures {

  private static final Logger LOG = System.getLogger(UpstreamFailures.class.getName());

  private static final String START_RUN = "start the run";

  private static final Set<Integer> REFUSAL_STATUSES = Set.of(400, 401, 403);

  /** The codes of Supabase Auth and OAuth for a session that has ended. */
  private static final Set<String> SESSION_ENDED_CODES =
      Set.of(
          "refresh_token_not_found",
          "refresh_token_already_used",
          "session_not_found",
          "session_expired",
          "user_not_found",
          "user_banned",
          "bad_jwt",
          "invalid_grant");

  /** The messages of such errors without a code. */
  private static final Pattern SESSION_ENDED_MESSAGE =
      Pattern.compile("refresh.?token|session (not found|expired|has ended)|invalid.?grant");

  private final LangFastSettings.Timeouts timeouts;

  UpstreamFailures(LangFastSettings.Timeouts timeouts) {
    this.timeouts = timeouts;
  }

  /** The failure of a run that ended with this error. */
  static ChatFailure ofRun(Optional<UpstreamError> reported) {
    UpstreamError error = reported.orElse(new UpstreamError("", "", ""));
    UpstreamError told =
        error.message().isEmpty()
            ? new UpstreamError(error.code(), error.text(), unsaid(error))
            : error;
    return UpstreamLimits.of(told, Optional.empty())
        .orElse(new ChatFailure.RunFailed(told.message()));
  }

  /** What is told in the place of a message that is missing, or cannot be shown. */
  private static String unsaid(UpstreamError error) {
    if (!error.text().isEmpty()) {
      return "LangFast gave the run up for a reason that quotes the request.";
    }
    return error.code().isEmpty()
        ? "LangFast gave the run up without a reason."
        : "LangFast gave the run up: " + error.code() + ".";
  }

  /**
   * The failure of a run whose start was answered with an unexpected HTTP status. A gateway in
   * between may have passed the request on before it gave up.
   */
  static ChatFailure ofRunStart(HttpRefusedException refused) {
    ChatFailure failure = ofStatus(START_RUN, refused);
    if (refused.status() == 502 || refused.status() == 504) {
      return new ChatFailure.OutcomeUnknown(failure.message());
    }
    if (refused.status() >= 500 || !(failure instanceof ChatFailure.RunFailed(String message))) {
      return failure;
    }
    return refused.status() == 413
        ? new ChatFailure.RequestTooLarge(message)
        : new ChatFailure.RequestRejected(message);
  }

  /**
   * The failure of a call that was answered with an unexpected HTTP status.
   *
   * @param step what was called, for the message: "sign in", "start the run"
   */
  private static ChatFailure ofStatus(String step, HttpRefusedException refused) {
    UpstreamError error = UpstreamError.of(refused.body());
    Optional<Duration> retryAfter = refused.retryAfter();
    String message =
        "LangFast answered %d when asked to %s%s"
            .formatted(
                refused.status(), step, error.message().isEmpty() ? "." : ": " + error.message());
    return switch (refused.status()) {
      case 401 -> new ChatFailure.AccessRefused(message);
      case 402 -> new ChatFailure.QuotaExhausted(message, retryAfter);
      case 403 ->
          UpstreamLimits.of(error, retryAfter).orElse(new ChatFailure.AccessRefused(message));
      case 429 ->
          UpstreamLimits.isQuota(error)
              ? new ChatFailure.QuotaExhausted(message, retryAfter)
              : new ChatFailure.RateLimited(message, retryAfter);
      case 400, 413, 422 ->
          UpstreamLimits.ofRequest(error, retryAfter).orElse(new ChatFailure.RunFailed(message));
      case 408, 502, 503, 504 -> new ChatFailure.Unavailable(message, retryAfter);
      default ->
          refused.status() >= 500
              ? new ChatFailure.RunFailed(message)
              : new ChatFailure.ProtocolBroken(message);
    };
  }

  /**
   * The failure of a call before the run is started, as to sign in: its fault lies with the
   * gateway's access, and not with the client's request.
   */
  static ChatFailure ofAccess(String step, HttpRefusedException refused) {
    ChatFailure failure = ofStatus(step, refused);
    if (!(failure instanceof ChatFailure.RunFailed(String message))) {
      return failure;
    }
    return refused.status() >= 500
        ? new ChatFailure.Unavailable(message, refused.retryAfter())
        : new ChatFailure.AccessRefused(message);
  }

  /**
   * Whether a refresh was refused because the session has ended. The error must say so: any other
   * response, such as a firewall's page, is no reason to sign in anew.
   */
  static boolean endsTheSession(HttpRefusedException refused) {
    boolean isAnswer = refused.body().stripLeading().startsWith("{");
    if (!isAnswer || !REFUSAL_STATUSES.contains(refused.status())) {
      return false;
    }
    UpstreamError error = UpstreamError.of(refused.body());
    return error.code().isEmpty()
        ? SESSION_ENDED_MESSAGE.matcher(error.message().toLowerCase(Locale.ROOT)).find()
        : SESSION_ENDED_CODES.contains(error.code());
  }

  /** The failure of a call, or an attempt to connect, that threw this exception. */
  ChatException ofException(String step, RuntimeException e) {
    return exception(
        e,
        () ->
            switch (e) {
              case HttpRefusedException refused -> ofAccess(step, refused);
              case UncheckedIOException io -> ofIo(step, io);
              case InsufficientDataAvailableException end -> unreachable(step, end);
              case WebSocketClosedException end -> unreachable(step, end);
              default -> protocolBroken(step, e);
            });
  }

  /**
   * The failure of a call that starts a run. One whose request was sent as a whole may have started
   * it, whatever became of the response.
   */
  ChatException ofRunStart(RuntimeException e) {
    return exception(
        e,
        () ->
            switch (e) {
              case HttpRefusedException refused -> ofRunStart(refused);
              case RequestNotSentException unsent -> ofIo(START_RUN, unsent);
              case UncheckedIOException io when isTimeout(io) -> ofIo(START_RUN, io);
              case UncheckedIOException io ->
                  new ChatFailure.OutcomeUnknown(
                      "The connection to LangFast broke when it was asked to start the run: "
                          + reason(io));
              default -> protocolBroken(START_RUN, e);
            });
  }

  private static ChatException exception(RuntimeException e, Supplier<ChatFailure> failure) {
    if (e instanceof ChatException told) {
      return told;
    }
    return new ChatException(
        Thread.currentThread().isInterrupted() ? new ChatFailure.Cancelled() : failure.get(), e);
  }

  private ChatFailure ofIo(String step, UncheckedIOException io) {
    return io.getCause() instanceof SocketTimeoutException late
        ? timedOut(late)
        : unreachable(step, io);
  }

  private static boolean isTimeout(UncheckedIOException io) {
    return io.getCause() instanceof SocketTimeoutException;
  }

  /** A malformed response; any other exception is a bug of the gateway. */
  private static ChatFailure protocolBroken(String step, RuntimeException e) {
    boolean malformed =
        e instanceof MalformedHttpException
            || e instanceof MalformedJsonException
            || e instanceof JsonException;
    LOG.log(
        malformed ? Level.DEBUG : Level.ERROR,
        "what came when asked to " + step + " is not understood",
        e);
    return new ChatFailure.ProtocolBroken("LangFast's answer is not understood: " + step + ".");
  }

  private static ChatFailure unreachable(String step, RuntimeException e) {
    return new ChatFailure.Unreachable("LangFast cannot be reached to " + step + ": " + reason(e));
  }

  private static String reason(RuntimeException e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String why = Redaction.GENERAL.apply(String.valueOf(cause.getMessage()));
    return cause.getMessage() == null || why.isEmpty() ? "the connection ended." : why + ".";
  }

  private ChatFailure timedOut(SocketTimeoutException late) {
    boolean connecting =
        String.valueOf(late.getMessage()).toLowerCase(Locale.ROOT).startsWith("connect");
    Clock clock = connecting ? Clock.CONNECT : Clock.CALL;
    Duration limit = connecting ? timeouts.connect() : timeouts.call();
    return new ChatFailure.TimedOut(clock, limit);
  }
}
