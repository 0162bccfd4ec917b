package io.github.langfast2api.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The runs in progress of this instance, which the heartbeat renews, and puts back where the server
 * has lost them. What ended is ended there too: at once, or with the heartbeat where that failed.
 * Safe for any thread.
 */
final class OpenRuns implements Beat {

  private static final RedisScript RENEW = new RedisScript("renew-runs.lua");
  private static final RedisScript END = new RedisScript("end-runs.lua");
  private static final int AT_ONCE = 200;

  /** More end by themselves: an outage may be long. */
  private static final int MAX_ENDED = 10_000;

  private final RedisCalls calls;
  private final Map<String, RunsInProgress> open = new ConcurrentHashMap<>();
  private final Map<String, RunsInProgress> ended = new ConcurrentHashMap<>();

  OpenRuns(RedisCalls calls) {
    this.calls = calls;
  }

  /** Has runs renewed; those of the same request are fewer. */
  void opened(RunsInProgress runs) {
    open.put(runs.request(), runs);
  }

  /** Ends runs that are, or may be, counted. */
  void end(RunsInProgress runs) {
    open.remove(runs.request());
    if (ended.size() < MAX_ENDED) {
      ended.put(runs.request(), runs);
    }
    if (calls.finish(connection -> end(connection, List.of(runs))).isPresent()) {
      ended.remove(runs.request());
    }
  }

  @Override
  public void beat(RedisCalls calls) throws RedisCallException {
    List<RunsInProgress> over = List.copyOf(ended.values());
    for (int i = 0; i < over.size(); i += AT_ONCE) {
      List<RunsInProgress> some = over.subList(i, Math.min(i + AT_ONCE, over.size()));
      Object unused = calls.call(CallBounds.SHORT, connection -> end(connection, some));
      some.forEach(runs -> ended.remove(runs.request()));
    }
    List<RunsInProgress> renewed = List.copyOf(open.values());
    for (int i = 0; i < renewed.size(); i += AT_ONCE) {
      renew(calls, renewed.subList(i, Math.min(i + AT_ONCE, renewed.size())));
    }
  }

  private void renew(RedisCalls calls, List<RunsInProgress> runs) throws RedisCallException {
    List<RunsInProgress> lost =
        renew(calls, runs, 0).stream()
            .map(runs::get)
            .filter(one -> open.containsKey(one.request()))
            .toList();
    if (lost.isEmpty()) {
      return;
    }
    List<Integer> unused = renew(calls, lost, 1);
    // Those that ended meanwhile may have been put back after that.
    List<RunsInProgress> over =
        lost.stream().filter(one -> !open.containsKey(one.request())).toList();
    if (!over.isEmpty()) {
      Object ignored = calls.call(CallBounds.SHORT, connection -> end(connection, over));
    }
  }

  /** Renews runs, and returns which of them the server has lost. */
  private static List<Integer> renew(RedisCalls calls, List<RunsInProgress> runs, int putBack)
      throws RedisCallException {
    List<Object> arguments = new ArrayList<>();
    arguments.add(RunsInProgress.LEASE_MILLIS);
    arguments.add(putBack);
    arguments.addAll(requests(runs));
    return calls.call(
        CallBounds.SHORT,
        connection ->
            ((List<?>) Objects.requireNonNull(connection.run(RENEW, keys(runs), arguments)))
                .stream().map(index -> ((Long) Objects.requireNonNull(index)).intValue()).toList());
  }

  private static Object end(RedisConnection connection, List<RunsInProgress> runs) {
    return String.valueOf(connection.run(END, keys(runs), requests(runs)));
  }

  private static List<String> keys(List<RunsInProgress> runs) {
    return runs.stream().map(RunsInProgress::key).toList();
  }

  private static List<Object> requests(List<RunsInProgress> runs) {
    List<Object> requests = new ArrayList<>();
    for (RunsInProgress one : runs) {
      requests.add(one.request());
      requests.add(one.runs());
    }
    return requests;
  }
}
