package io.github.langfast2api.langfast.emulation;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * A cache of what is made of keys, bounded by its weight; what was not used for longest goes first.
 * Safe for any thread; two threads may make the same value at once.
 */
final class BoundedCache<K, V> {

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<K, V> values = new LinkedHashMap<>(16, 0.75f, /* accessOrder= */ true);
  private final Function<K, V> maker;
  private final ToIntFunction<K> weigher;
  private final long maxWeight;
  private long weight;

  BoundedCache(Function<K, V> maker, ToIntFunction<K> weigher, long maxWeight) {
    this.maker = maker;
    this.weigher = weigher;
    this.maxWeight = maxWeight;
  }

  V get(K key) {
    lock.lock();
    try {
      V known = values.get(key);
      if (known != null) {
        return known;
      }
    } finally {
      lock.unlock();
    }
    V made = maker.apply(key);
    put(key, made);
    return made;
  }

  private void put(K key, V value) {
    lock.lock();
    try {
      if (values.putIfAbsent(key, value) == null) {
        weight += weigher.applyAsInt(key);
      }
      Iterator<K> oldest = values.keySet().iterator();
      while (weight > maxWeight && oldest.hasNext()) {
        weight -= weigher.applyAsInt(oldest.next());
        oldest.remove();
      }
    } finally {
      lock.unlock();
    }
  }
}
