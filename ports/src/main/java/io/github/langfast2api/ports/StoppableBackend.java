package io.github.langfast2api.ports;

import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.domain.ChatEvent;
import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.ChatStream;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A backend that can be stopped while it answers: no request is taken on any more, and whoever
 * reads an answer is told with {@link ChatFailure.Overloaded}, so that nobody takes half of one for
 * the whole.
 */
public final class StoppableBackend implements ChatBackend {

  private static final ChatFailure STOPPING =
      new ChatFailure.Overloaded("The gateway is stopping.", Duration.ofSeconds(1));

  private final ChatBackend backend;
  private final Set<Stream> streams = ConcurrentHashMap.newKeySet();
  private volatile boolean stopped;

  public StoppableBackend(ChatBackend backend) {
    this.backend = backend;
  }

  @Override
  public ChatStream open(ChatRequest request) {
    requireGoing();
    Stream stream = new Stream(backend.open(request));
    streams.add(stream);
    if (stopped) {
      stream.close();
      throw new ChatException(STOPPING);
    }
    return stream;
  }

  /** Stops. Frees whoever reads, and does not wait until it has told its client. */
  public void stop() {
    stopped = true;
    streams.forEach(stream -> stream.stream.close());
  }

  private void requireGoing() {
    if (stopped) {
      throw new ChatException(STOPPING);
    }
  }

  private final class Stream implements ChatStream {

    private final ChatStream stream;

    Stream(ChatStream stream) {
      this.stream = stream;
    }

    @Override
    public Optional<ChatEvent> next(Duration patience) {
      try {
        return stream.next(patience);
      } catch (ChatException e) {
        // Its own end is told as it is; what the stop cancelled is the stop's.
        if (stopped && e.failure() instanceof ChatFailure.Cancelled) {
          throw new ChatException(STOPPING, e);
        }
        throw e;
      }
    }

    @Override
    public void close() {
      streams.remove(this);
      stream.close();
    }
  }
}
