package io.github.langfast2api.simulator;

import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Counts the calls, and keeps the refusals that wait for one. */
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
    waiting(call).add(refusal);
  }

  /** The refusal that the present call gets. */
  Optional<CallRefusal> nextRefusal(Call call) {
    return Optional.ofNullable(waiting(call).poll());
  }

  private Queue<CallRefusal> waiting(Call call) {
    return refusals.computeIfAbsent(call, any -> new ConcurrentLinkedQueue<>());
  }
}
