package io.github.langfast2api.simulator;

import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The number of calls of each kind, and queues of refusals for the next ones. */
final class Traffic {
  private final Map<Call, Integer> counts = new ConcurrentHashMap<>();
  private final Map<Call, Queue<CallRefusal>> refusals = new ConcurrentHashMap<>();

  void count(Call call) {
    counts.merge(call, 1, Integer::sum);
  }

  int calls(Call call) {
    return counts.getOrDefault(call, 0);
  }

  void refuseNext(Call call, CallRefusal refusal) {
    queue(call).add(refusal);
  }

  /** Removes and returns the refusal for the current call, if one is queued. */
  Optional<CallRefusal> nextRefusal(Call call) {
    return Optional.ofNullable(queue(call).poll());
  }

  private Queue<CallRefusal> queue(Call call) {
    return refusals.computeIfAbsent(call, any -> new ConcurrentLinkedQueue<>());
  }
}
