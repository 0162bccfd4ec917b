package io.github.langfast2api.simulator;

import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The stored prompts' metas. The oldest are forgotten in the end; a client makes a new one then.
 */
final class PromptStore {
  private static final int KEPT = 1000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, JsonObject> metas = new LinkedHashMap<>();

  /** Stores a prompt and gives its id. */
  String store(JsonObject meta) {
    String id = UUID.randomUUID().toString();
    lock.lock();
    try {
      metas.put(id, meta);
      if (metas.size() > KEPT) {
        metas.remove(metas.keySet().iterator().next());
      }
    } finally {
      lock.unlock();
    }
    return id;
  }

  Optional<JsonObject> meta(String id) {
    lock.lock();
    try {
      return Optional.ofNullable(metas.get(id));
    } finally {
      lock.unlock();
    }
  }
}
