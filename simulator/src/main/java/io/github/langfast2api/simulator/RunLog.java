package io.github.langfast2api.simulator;

import jakarta.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** The bodies of the newest runs. Bounded, since a simulator may serve a newcomer for weeks. */
final class RunLog {
  static final int KEPT = 100;

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<JsonObject> bodies = new ArrayDeque<>();

  void add(JsonObject body) {
    lock.lock();
    try {
      bodies.add(body);
      if (bodies.size() > KEPT) {
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
