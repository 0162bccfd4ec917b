package io.github.langfast2api.simulator;

import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/** The {@code p_meta} of stored prompts by id; the oldest are evicted. Safe for any thread. */
final class PromptStore {
  private static final int MAX_PROMPTS = 1000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, JsonObject> metas = new LinkedHashMap<>();

  /** Stores a prompt; returns its id. */
  String store(JsonObject meta) {
    String id = UUID.randomUUID().toString();
    lock.lock();
    try {
      metas.put(id, meta);
      if (metas.size() > MAX_PROMPTS) {
        metas.remove(metas.keySet().iterator().next());
      }
    } finally {
      lock.unlock();
    }
    return id;
  }

  /** The meta of a prompt, if it is stored. */
  Optional<JsonObject> meta(String id) {
    lock.lock();
    try {
      return Optional.ofNullable(metas.get(id));
    } finally {
      lock.unlock();
    }
  }
}
