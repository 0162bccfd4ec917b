package io.github.langfast2api.langfast.wire;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Connects to the first of a host's addresses that answers: RFC 8305. The families take turns, and
 * an attempt that has not succeeded after 250 ms, or has failed, is joined by the next. Attempts
 * run on threads of the caller's kind. Safe for any thread.
 */
final class HappyEyeballs {

  private static final long ATTEMPT_DELAY_NANOS = Duration.ofMillis(250).toNanos();

  private final NameResolver resolver;
  private final Duration timeout;

  /**
   * @param timeout for all attempts together, once the name is resolved
   */
  HappyEyeballs(NameResolver resolver, Duration timeout) {
    this.resolver = resolver;
    this.timeout = timeout;
  }

  /**
   * Connects, waiting for it.
   *
   * @return a blocking channel, which the caller closes
   * @throws UnknownHostException if the name cannot be resolved
   * @throws SocketTimeoutException if the timeout expires
   * @throws IOException if every attempt fails: the failure of the first
   */
  SocketChannel connect(String host, int port) throws IOException {
    return new Race(interleaved(addresses(host)), port).winner();
  }

  private List<InetAddress> addresses(String host) throws UnknownHostException {
    List<InetAddress> addresses = List.of();
    try {
      addresses = resolver.resolve(host);
    } catch (UnknownHostException e) {
      // Told below: its message may be the host alone.
    }
    if (addresses.isEmpty()) {
      throw new UnknownHostException(host + " cannot be resolved");
    }
    return addresses;
  }

  /** The addresses with the families taking turns, beginning with that of the first. */
  static List<InetAddress> interleaved(List<InetAddress> addresses) {
    Map<Class<?>, List<InetAddress>> families = new LinkedHashMap<>();
    for (InetAddress address : addresses) {
      families.computeIfAbsent(address.getClass(), family -> new ArrayList<>()).add(address);
    }
    List<Iterator<InetAddress>> turns =
        families.values().stream()
            .map(List::iterator)
            .collect(ArrayList::new, List::add, List::addAll);
    List<InetAddress> interleaved = new ArrayList<>();
    while (interleaved.size() < addresses.size()) {
      turns.stream().filter(Iterator::hasNext).forEach(turn -> interleaved.add(turn.next()));
    }
    return interleaved;
  }

  /** An attempt that has ended. */
  private record Ended(SocketChannel channel, @Nullable IOException failure) {}

  /** The attempts to connect once. */
  private final class Race {

    private final long start = System.nanoTime();
    private final Iterator<InetAddress> addresses;
    private final int port;
    private final List<SocketChannel> attempts = new ArrayList<>();
    private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
    private int running;
    private @Nullable IOException firstFailure;

    Race(List<InetAddress> addresses, int port) {
      this.addresses = addresses.iterator();
      this.port = port;
    }

    SocketChannel winner() throws IOException {
      try {
        while (true) {
          startNext();
          Ended attempt = await();
          if (attempt != null && attempt.failure() == null) {
            attempts.remove(attempt.channel());
            return attempt.channel();
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while connecting");
      } finally {
        for (SocketChannel loser : attempts) {
          loser.close();
        }
      }
    }

    private void startNext() throws IOException {
      if (addresses.hasNext()) {
        InetSocketAddress address = new InetSocketAddress(addresses.next(), port);
        SocketChannel channel = SocketChannel.open();
        attempts.add(channel);
        running++;
        var unused = threads().name("langfast-connect").start(() -> connect(channel, address));
      }
    }

    /** A socket that a virtual thread has used blocks no platform thread in the kernel any more. */
    private static Thread.Builder threads() {
      return Thread.currentThread().isVirtual() ? Thread.ofVirtual() : Thread.ofPlatform().daemon();
    }

    private void connect(SocketChannel channel, InetSocketAddress address) {
      IOException failure = null;
      try {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        boolean unused = channel.connect(address);
      } catch (IOException e) {
        failure = e;
      }
      ended.add(new Ended(channel, failure));
    }

    /** Waits for an attempt to end, or until the next is due. */
    private @Nullable Ended await() throws IOException, InterruptedException {
      if (running == 0 && firstFailure != null) {
        throw firstFailure;
      }
      long left = start + timeout.toNanos() - System.nanoTime();
      long wait = addresses.hasNext() ? Math.min(left, ATTEMPT_DELAY_NANOS) : left;
      Ended attempt = ended.poll(wait, TimeUnit.NANOSECONDS);
      if (attempt == null && wait == left) {
        throw new SocketTimeoutException("connect timed out");
      }
      if (attempt != null) {
        running--;
        firstFailure = firstFailure == null ? attempt.failure() : firstFailure;
      }
      return attempt;
    }
  }
}
