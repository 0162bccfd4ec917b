package io.github.langfast2api.langfast;

import static io.github.langfast2api.ports.contract.Answer.EVER;
import static io.github.langfast2api.ports.contract.Answer.request;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.langfast2api.domain.ChatStream;
import io.github.langfast2api.domain.Finish;
import io.github.langfast2api.domain.FinishReason;
import io.github.langfast2api.ports.contract.Script;
import io.github.langfast2api.ports.contract.Stage;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DeltaSinkThreadTest {

  @Test
  @Timeout(60)
  void aSinkIsCalledByTheThreadThatReadsLangFastsSocket() {
    Set<String> threads = ConcurrentHashMap.newKeySet();
    Script script = Script.saying();
    for (int i = 0; i < 20; i++) {
      script = script.say("piece " + i).pause(Duration.ofMillis(20));
    }
    try (Stage stage = new SimulatorStage(Variants.FAST)) {
      stage.play("tell", script.finish(FinishReason.STOP));
      try (ChatStream stream = stage.backend().open(request("tell"))) {
        stream.deliverTo(
            delta -> {
              boolean unused = threads.add(Thread.currentThread().getName());
              return true;
            });
        while (!(stream.next(EVER).orElseThrow() instanceof Finish)) {
          // What comes while the reader is on its way to wait is the reader's.
        }
      }
    }
    assertEquals(Set.of("langfast-socket"), threads);
  }
}
