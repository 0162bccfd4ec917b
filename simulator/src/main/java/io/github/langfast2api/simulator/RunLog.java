package io.github.langfast2api.simulator;

import jakarta.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** The request bodies of the newest runs; bounded. Safe for any thread. */
final class RunLog {
  static final int MAX_RUNS = 100;

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<JsonObject> bodies = new ArrayDeque<>();

  void add(JsonObject body) {
    lock.lock();
    try {
      bodies.add(body);
      if (bodies.size() > MAX_RUNS) {
        bodies.remove();
      }
    } finally {
      lock.unlock();
    }
  }

  List<JsonObject> bodies() {
    lock.lock();
    try {
      return List.copyOf(bodies);
    } finally {
      lock.unlock();
    }
  }
}
