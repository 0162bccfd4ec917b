package io.github.langfast2api.app.status;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The status of the gateway, as {@code /status.json} has it: members are named as components are,
 * in snake case, and what is empty is null. Public, as its parts are, since JSON-B requires it.
 *
 * @param time when it was made
 * @param redis empty if none is configured
 */
public record StatusReport(
    Instant time,
    Gateway gateway,
    Upstream langfast,
    Load load,
    Today today,
    List<Minute> lastHour,
    List<FailedRequest> failures,
    Optional<Redis> redis) {

  public StatusReport {
    lastHour = List.copyOf(lastHour);
    failures = List.copyOf(failures);
  }

  /** The process. */
  public record Gateway(
      String version, Instant startedAt, long uptimeSeconds, boolean draining, Memory memory) {}

  /**
   * What the process takes.
   *
   * @param residentBytes all of it, where the operating system tells
   */
  public record Memory(long heapUsedBytes, long heapMaxBytes, OptionalLong residentBytes) {}

  /**
   * LangFast.
   *
   * @param simulated whether the simulator stands in its place
   * @param available whether requests can be answered, as far as it depends on LangFast
   * @param since when it has been so
   * @param reason why not
   * @param session empty if nobody is signed in
   */
  public record Upstream(
      boolean simulated,
      boolean available,
      Instant since,
      Optional<String> reason,
      Optional<Session> session,
      Socket socket,
      Circuit circuit) {}

  /**
   * The session.
   *
   * @param account {@code guest}, {@code account} or {@code refresh_token}
   * @param since when it was got or refreshed last
   */
  public record Session(String account, Instant since, Instant expiresAt) {}

  /**
   * The connection to the runner.
   *
   * @param perRun whether each run has one of its own
   * @param open how many there are
   * @param since when there has been one, or none; empty with one per run
   */
  public record Socket(boolean perRun, int open, Optional<Instant> since) {}

  /**
   * The circuit breaker.
   *
   * @param state {@code closed}, {@code open} or {@code half_open}
   * @param failures in a row
   * @param since when it has been closed, or not
   */
  public record Circuit(String state, int failures, Instant since) {}

  /**
   * What is done now.
   *
   * @param answers that are being made, those included that wait
   * @param waitingAnswers those of them that wait for others to end
   * @param calls to LangFast that requests make
   * @param waitingCalls those that wait for others to end
   */
  public record Load(
      int answers, int waitingAnswers, int maxAnswers, int calls, int waitingCalls, int maxCalls) {}

  /**
   * The day so far, in UTC.
   *
   * @param since when this process began to count: at midnight, or with its start
   * @param runs that LangFast took, which its limits count
   * @param runsPerDay LangFast's limit, as far as it is known
   * @param models runs by model
   * @param keys runs by the name of the key; the name is empty where no key is asked for
   */
  public record Today(
      LocalDate day,
      Instant since,
      long runs,
      OptionalInt runsPerDay,
      List<Runs> models,
      List<Runs> keys,
      Limited limited) {

    public Today {
      models = List.copyOf(models);
      keys = List.copyOf(keys);
    }
  }

  /** The runs of a model or of a key. */
  public record Runs(Optional<String> name, long runs) {}

  /**
   * Limits that were reached.
   *
   * @param calls to LangFast that it answered with 429
   * @param requests of clients that ended so, by LangFast's limits or by those of their keys
   * @param lastAt the last of either
   */
  public record Limited(long calls, long requests, Optional<Instant> lastAt) {}

  /**
   * A minute.
   *
   * @param at when it began
   * @param runs that were started
   * @param answers the most that were made at once
   */
  public record Minute(Instant at, int runs, int answers) {}

  /**
   * A request that failed otherwise than by its client.
   *
   * @param requestId {@code x-request-id} of its response
   * @param failure its name in the log; empty if it has none, as a key's own limit
   * @param end its reason in the metrics
   * @param key the name of its client's
   * @param status of the response, which is 200 if it failed in the middle of a stream
   */
  public record FailedRequest(
      Instant at,
      String requestId,
      Optional<String> failure,
      String end,
      Optional<String> model,
      Optional<String> key,
      int status) {}

  /** The server that instances share, and the calls to it since the start. */
  public record Redis(boolean available, Optional<String> reason, long calls, long failures) {}
}
