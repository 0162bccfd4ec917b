package io.github.langfast2api.ports.state;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** A response store in the memory of this process, which loses everything when it ends. */
public final class InMemoryResponseStore implements ResponseStore {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final StoreLimits limits;
  private final InstantSource clock;
  private final AtomicLong sequence = new AtomicLong();
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<ResponseKey, Entry> entries = new HashMap<>();
  private final TreeMap<Age, ResponseKey> byAge = new TreeMap<>();
  private long bytes;
  private long evictions;
  private boolean closed;

  /** The place in the order of eviction: of equal times the one that was kept first. */
  private record Age(Instant createdAt, long sequence) implements Comparable<Age> {
    @Override
    public int compareTo(Age other) {
      int byTime = createdAt.compareTo(other.createdAt);
      return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }
  }

  /** A response with its texts in UTF-8, which is what they are counted by. */
  private static final class Entry {

    private final Age age;
    private final Optional<String> previousId;
    private final byte[] items;
    private final byte[] response;

    Entry(StoredResponse stored, long sequence) {
      age = new Age(stored.createdAt(), sequence);
      previousId = stored.previousId();
      items = stored.items().getBytes(StandardCharsets.UTF_8);
      response = stored.response().getBytes(StandardCharsets.UTF_8);
    }

    long bytes() {
      return (long) items.length + response.length;
    }

    StoredResponse response(ResponseKey key) {
      return new StoredResponse(
          key,
          previousId,
          age.createdAt,
          new String(items, StandardCharsets.UTF_8),
          new String(response, StandardCharsets.UTF_8));
    }
  }

  public InMemoryResponseStore(StoreLimits limits, InstantSource clock) {
    this.limits = limits;
    this.clock = clock;
  }

  @Override
  public boolean isEnabled() {
    return true;
  }

  @Override
  public void put(StoredResponse response) {
    limits.requireRoom(response.bytes());
    Entry entry = new Entry(response, sequence.getAndIncrement());
    var unused = locked(() -> add(response.key(), entry));
  }

  @Override
  public Optional<StoredResponse> find(ResponseKey key) {
    return locked(() -> Optional.ofNullable(entries.get(key))).map(entry -> entry.response(key));
  }

  @Override
  public boolean delete(ResponseKey key) {
    return locked(() -> remove(key));
  }

  @Override
  public StoreUsage usage() {
    lock.lock();
    try {
      return new StoreUsage(entries.size(), bytes, evictions, 0);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      entries.clear();
      byAge.clear();
      bytes = 0;
    } finally {
      lock.unlock();
    }
  }

  private <T> T locked(Supplier<T> call) {
    lock.lock();
    try {
      if (closed) {
        throw new ChatException(
            new ChatFailure.StoreUnavailable("The store of responses is closed.", RETRY_AFTER));
      }
      removeExpired();
      return call.get();
    } finally {
      lock.unlock();
    }
  }

  private boolean add(ResponseKey key, Entry entry) {
    boolean replaced = remove(key);
    while (entries.size() >= limits.maxResponses() || bytes + entry.bytes() > limits.maxBytes()) {
      remove(byAge.firstEntry().getValue());
      evictions++;
    }
    entries.put(key, entry);
    byAge.put(entry.age, key);
    bytes += entry.bytes();
    return replaced;
  }

  private void removeExpired() {
    Instant expired = clock.instant().minus(limits.maxAge());
    while (!byAge.isEmpty() && !byAge.firstKey().createdAt.isAfter(expired)) {
      remove(byAge.firstEntry().getValue());
    }
  }

  private boolean remove(ResponseKey key) {
    Entry removed = entries.remove(key);
    if (removed == null) {
      return false;
    }
    byAge.remove(removed.age);
    bytes -= removed.bytes();
    return true;
  }
}
