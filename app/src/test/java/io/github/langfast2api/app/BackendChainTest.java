package io.github.langfast2api.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.github.langfast2api.app.config.AppConfig;
import io.github.langfast2api.app.config.Settings;
import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.langfast.Credentials;
import io.github.langfast2api.langfast.LangFastBackend;
import io.github.langfast2api.langfast.LangFastSettings;
import io.github.langfast2api.langfast.emulation.EmulatingBackend;
import io.github.langfast2api.langfast.emulation.EmulationObserver;
import io.github.langfast2api.langfast.emulation.EmulationSettings;
import io.github.langfast2api.langfast.emulation.JsonSchemas;
import io.github.langfast2api.ports.admission.AdmissionBackend;
import io.github.langfast2api.ports.admission.DrainingBackend;
import io.github.langfast2api.ports.memory.MemoryBudget;
import io.github.langfast2api.ports.resilience.CircuitBreakerBackend;
import io.github.langfast2api.ports.resilience.DeadlineBackend;
import io.github.langfast2api.ports.resilience.RetryBackend;
import io.github.langfast2api.ports.stop.StopSequenceBackend;
import io.github.langfast2api.ports.usage.CountingBackend;
import java.lang.reflect.Field;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BackendChainTest {

  private static final URI UNUSED = URI.create("http://127.0.0.1:1");

  @Test
  void theDecoratorsStandInThisOrderFromTheOutside() throws IllegalAccessException {
    AppConfig config = AppConfig.of(Settings.of(Map.of("user.home", "."), Map.of()));
    LangFastSettings settings =
        LangFastSettings.of(UNUSED, UNUSED, "key", new Credentials.Anonymous());
    try (LangFastBackend langFast = new LangFastBackend(settings)) {
      EmulationSettings emulation =
          new EmulationSettings(
              "secret",
              model -> Set.of(),
              false,
              new JsonSchemas(),
              new MemoryBudget(1L << 30),
              EmulationObserver.NONE);
      BackendChain chain =
          BackendChain.of(langFast, config.answers(), model -> text -> 1, emulation);
      List<ChatBackend> backends = backends(chain.outermost());
      assertEquals(
          List.of(
              StopSequenceBackend.class,
              DrainingBackend.class,
              AdmissionBackend.class,
              EmulatingBackend.class,
              CountingBackend.class,
              DeadlineBackend.class,
              CircuitBreakerBackend.class,
              RetryBackend.class,
              LangFastBackend.class),
          backends.stream().map(Object::getClass).toList());
      assertSame(chain.draining(), backends.get(1));
      assertSame(chain.circuitBreaker(), backends.get(6));
      assertSame(langFast, backends.getLast());
    }
  }

  /** A decorator is known by its field of the port's type, which has what it decorates. */
  private static List<ChatBackend> backends(ChatBackend outermost) throws IllegalAccessException {
    List<ChatBackend> backends = new ArrayList<>();
    Optional<ChatBackend> next = Optional.of(outermost);
    while (next.isPresent()) {
      backends.add(next.get());
      next = decorated(next.get());
    }
    return backends;
  }

  private static Optional<ChatBackend> decorated(ChatBackend backend)
      throws IllegalAccessException {
    List<Field> fields =
        Arrays.stream(backend.getClass().getDeclaredFields())
            .filter(field -> field.getType() == ChatBackend.class)
            .toList();
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    assertEquals(1, fields.size(), () -> backend.getClass() + " decorates more than one backend");
    fields.getFirst().setAccessible(true);
    return Optional.of((ChatBackend) fields.getFirst().get(backend));
  }
}
