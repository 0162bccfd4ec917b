package io.github.langfast2api.app;

import io.github.langfast2api.app.status.Activity;
import io.github.langfast2api.app.status.StatusReport;
import io.github.langfast2api.app.status.StatusReport.Circuit;
import io.github.langfast2api.app.status.StatusReport.Gateway;
import io.github.langfast2api.app.status.StatusReport.Load;
import io.github.langfast2api.app.status.StatusReport.Memory;
import io.github.langfast2api.app.status.StatusReport.Session;
import io.github.langfast2api.app.status.StatusReport.Socket;
import io.github.langfast2api.app.status.StatusReport.Upstream;
import io.github.langfast2api.langfast.LangFastBackend;
import io.github.langfast2api.langfast.LangFastStatus;
import io.github.langfast2api.ports.health.StatusSource;
import io.github.langfast2api.ports.resilience.CircuitState;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The status of a running gateway, asked of its parts when it is asked for. They have the text of
 * each reason already, as the health endpoints do.
 */
final class GatewayStatus implements StatusSource {

  /** Made when the status is asked for, and no start waits for it. */
  private static final class Binding {

    static final Jsonb JSON =
        JsonbBuilder.create(
            new JsonbConfig()
                .withNullValues(true)
                .withPropertyNamingStrategy(RecordSchema::memberName));
  }

  private final BackendChain chain;
  private final LangFastBackend langFast;
  private final boolean simulated;
  private final Activity activity;
  private final Sharing sharing;

  /**
   * The status of these parts.
   *
   * @param simulated whether the simulator stands in LangFast's place
   */
  GatewayStatus(
      BackendChain chain,
      LangFastBackend langFast,
      boolean simulated,
      Activity activity,
      Sharing sharing) {
    this.chain = chain;
    this.langFast = langFast;
    this.simulated = simulated;
    this.activity = activity;
    this.sharing = sharing;
  }

  @Override
  public String json() {
    return Binding.JSON.toJson(report());
  }

  @Override
  public boolean awaitDraining(Duration timeout) throws InterruptedException {
    return chain.draining().awaitDraining(timeout);
  }

  private StatusReport report() {
    Instant now = Instant.now();
    LangFastStatus upstream = langFast.status();
    OptionalInt runsPerDay =
        simulated
            ? OptionalInt.empty()
            : upstream
                .session()
                .map(session -> session.account().runsPerDay())
                .orElse(OptionalInt.empty());
    Activity.Done done = activity.done(runsPerDay);
    return new StatusReport(
        now,
        gateway(now),
        upstream(now, upstream),
        load(upstream.calls()),
        done.today(),
        done.lastHour(),
        done.failures(),
        sharing.status());
  }

  private Gateway gateway(Instant now) {
    Runtime runtime = Runtime.getRuntime();
    return new Gateway(
        CommandLineHelp.version(),
        activity.startedAt(),
        Duration.between(activity.startedAt(), now).toSeconds(),
        chain.draining().notReadyReason().isPresent(),
        new Memory(
            runtime.totalMemory() - runtime.freeMemory(),
            runtime.maxMemory(),
            ResidentMemory.bytes()));
  }

  private Upstream upstream(Instant now, LangFastStatus upstream) {
    CircuitState circuit = chain.circuitBreaker().state();
    Optional<String> disconnected = langFast.notReadyReason();
    Optional<String> reason = disconnected.or(chain.circuitBreaker()::notReadyReason);
    Duration connection = upstream.connection().lasted().orElse(circuit.lasted());
    Duration lasted =
        disconnected.isPresent()
            ? connection
            : reason.isPresent() || circuit.lasted().compareTo(connection) < 0
                ? circuit.lasted()
                : connection;
    return new Upstream(
        simulated,
        reason.isEmpty(),
        now.minus(lasted),
        reason,
        upstream
            .session()
            .map(
                session ->
                    new Session(word(session.account()), session.since(), session.expiresAt())),
        new Socket(
            upstream.connection().perRun(),
            upstream.connection().open(),
            upstream.connection().lasted().map(now::minus)),
        new Circuit(word(circuit.position()), circuit.failures(), now.minus(circuit.lasted())));
  }

  private Load load(LangFastStatus.Calls calls) {
    return new Load(
        chain.draining().answers(),
        chain.admission().waiting(),
        chain.admission().max(),
        calls.made(),
        calls.waiting(),
        calls.max());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
