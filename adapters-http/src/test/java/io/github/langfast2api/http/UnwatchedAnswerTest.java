package io.github.langfast2api.http;

import static io.github.langfast2api.http.Requests.asking;
import static io.github.langfast2api.http.Requests.streaming;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.langfast2api.domain.ChatEvent;
import io.github.langfast2api.domain.ChatStream;
import io.github.langfast2api.ports.contract.ScriptedBackend;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Answers that nobody watches grow. */
class UnwatchedAnswerTest {

  private final ScriptedBackend backend = new ScriptedBackend();
  private final AtomicInteger coalesced = new AtomicInteger();

  @Test
  void deltasOfAnAnswerThatIsSentAsAWholeMayBeCoalesced() {
    assertEquals(1, coalescedFor(asking("hi")));
  }

  @Test
  void soMayThoseOfEachOfItsChoices() {
    assertEquals(3, coalescedFor(asking("hi", "\"n\":3")));
  }

  @Test
  void deltasThatAreStreamedMayNotBeCoalesced() {
    assertEquals(0, coalescedFor(streaming("hi")));
  }

  private int coalescedFor(String request) {
    try (Gateway gateway = Gateway.of(asked -> new Noting(backend.open(asked)))) {
      assertEquals(200, gateway.api().chat(request).status());
      return coalesced.get();
    }
  }

  private final class Noting implements ChatStream {

    private final ChatStream stream;

    Noting(ChatStream stream) {
      this.stream = stream;
    }

    @Override
    public Optional<ChatEvent> next(Duration timeout) {
      return stream.next(timeout);
    }

    @Override
    public void coalesceDeltas() {
      coalesced.incrementAndGet();
    }

    @Override
    public void close() {
      stream.close();
    }
  }
}
