package io.github.langfast2api.langfast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.langfast.wire.RawPeer;
import io.github.langfast2api.langfast.wire.UpstreamClient;
import io.github.langfast2api.ports.contract.Moments;
import io.github.langfast2api.ports.memory.MemoryBudget;
import io.github.langfast2api.simulator.Call;
import io.github.langfast2api.simulator.CallRefusal;
import io.github.langfast2api.simulator.Simulator;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RunnerSocketTest {

  private final Simulator simulator = Simulator.start();
  private final LangFastSettings settings = SimulatorStage.settings(simulator);
  private final Sessions sessions =
      new Sessions(
          SimulatorStage.api(settings, InstantSource.system()),
          settings,
          SessionFile.of(settings),
          InstantSource.system());
  private final RunnerSocket socket = socket(settings);

  @AfterEach
  void close() {
    socket.close();
    simulator.close();
  }

  @Test
  void whoWasReplacedByAnotherUserIsToldSoAndNotKeptWaiting() {
    Session first = sessions.current();
    assertStarts(first);
    simulator.refuseNext(
        Call.REFRESH,
        new CallRefusal(
            400, Map.of(), "{\"error_code\":\"refresh_token_not_found\",\"msg\":\"no\"}"));
    Session second = sessions.insteadOf(first);
    assertNotEquals(first.userId(), second.userId());
    assertStarts(second);
    assertTrue(socket.startRun(first.userId()).isEmpty());
    assertStarts(second);
    assertEquals(2, simulator.calls(Call.CONNECT));
  }

  @Test
  void aRunThatWasAnnouncedKnowsOfABreakBeforeItsMailboxIsOpen() {
    try (Mailboxes.Start start = socket.startRun(sessions.current().userId()).orElseThrow()) {
      simulator.dropSockets();
      Moments.until("the socket is connected again", () -> simulator.calls(Call.CONNECT) == 2);
      RunMailbox mailbox = start.open("j");
      ChatException told =
          assertThrows(ChatException.class, () -> mailbox.poll(Duration.ofMinutes(1)));
      assertInstanceOf(ChatFailure.OutcomeUnknown.class, told.failure());
    }
  }

  @Test
  void anErrorOfTheMachineEndsNoWaitForEver() throws Exception {
    AtomicBoolean failing = new AtomicBoolean(true);
    InstantSource clock =
        () -> {
          if (failing.get()) {
            throw new StackOverflowError("planned");
          }
          return Instant.now();
        };
    Session session = sessions.current();
    SessionStore kept = new KeptSession(session);
    Sessions odd = new Sessions(SimulatorStage.api(settings, clock), settings, kept, clock);
    try (RunnerSocket failed = socket(settings, odd)) {
      ChatException told =
          assertThrows(ChatException.class, () -> failed.startRun(session.userId()));
      assertInstanceOf(ChatFailure.ProtocolBroken.class, told.failure());
      failing.set(false);
      failed.startRun(session.userId()).orElseThrow().close();
    }
  }

  @Test
  void aRunnerThatHangsUpAtOnceIsAFailureThatIsTold() throws Exception {
    try (RawPeer rude = new RawPeer(RunnerSocketTest::hangUp);
        RunnerSocket lost = socket(at(rude.uri()))) {
      lost.start();
      Moments.until("it is told", () -> lost.notReadyReason().orElse("").contains("hung up"));
    }
  }

  @Test
  void aLimitOfTheRunnersIsToldAndNotEvadedWithAnotherSession() throws Exception {
    String user = sessions.current().userId();
    try (RawPeer busy =
            new RawPeer(
                connection -> answerConnect(connection, "44{\"message\":\"Too many requests\"}"));
        RunnerSocket limited = socket(at(busy.uri()))) {
      ChatException told = assertThrows(ChatException.class, () -> limited.startRun(user));
      assertInstanceOf(ChatFailure.RateLimited.class, told.failure());
    }
    assertEquals(0, simulator.calls(Call.REFRESH));
  }

  @Test
  void thoseWhoWaitDoNotHammerARunnerThatHangsUp() throws Exception {
    assertLeftInPeace(RunnerSocketTest::hangUp);
  }

  @Test
  void thoseWhoWaitDoNotHammerARunnerThatIsDown() throws Exception {
    assertLeftInPeace(
        connection -> {
          String unused = connection.readRequest();
          connection.text("HTTP/1.1 503 Down\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
          connection.end();
        });
  }

  private void assertLeftInPeace(RawPeer.Conversation conversation) throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    String user = sessions.current().userId();
    RawPeer.Conversation counted =
        connection -> {
          attempts.incrementAndGet();
          conversation.play(connection);
        };
    try (RawPeer peer = new RawPeer(counted);
        RunnerSocket lost = socket(at(peer.uri()))) {
      Thread client = Thread.ofVirtual().start(() -> startAgainAndAgain(lost, user));
      Moments.pass(Duration.ofSeconds(2));
      client.interrupt();
      client.join();
    }
    assertTrue(attempts.get() > 1 && attempts.get() < 20, () -> attempts + " attempts");
  }

  private static void startAgainAndAgain(RunnerSocket socket, String user) {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        socket.startRun(user).ifPresent(Mailboxes.Start::close);
      } catch (ChatException e) {
        assertNotEquals("", e.getMessage());
      }
    }
  }

  private static void hangUp(RawPeer.Connection connection) throws Exception {
    answerConnect(connection, "40{\"sid\":\"x\"}");
    connection.message("41");
  }

  private static void answerConnect(RawPeer.Connection connection, String answer) throws Exception {
    connection.upgrade();
    connection.message("0{\"sid\":\"s\",\"pingInterval\":25000,\"pingTimeout\":20000}");
    connection.readFrame();
    connection.message(answer);
  }

  private LangFastSettings at(URI runner) {
    return LangFastSettings.of(
        settings.servers().supabase(),
        runner,
        Simulator.ANON_KEY,
        settings.session().credentials());
  }

  private void assertStarts(Session session) {
    socket.startRun(session.userId()).orElseThrow().close();
  }

  private RunnerSocket socket(LangFastSettings settings) {
    return socket(settings, sessions);
  }

  private static RunnerSocket socket(LangFastSettings settings, Sessions sessions) {
    MemoryBudget memory = new MemoryBudget(1L << 30);
    RunnerConnector connector =
        new RunnerConnector(
            UpstreamClient.of(settings.network()),
            settings,
            sessions,
            new UpstreamFailures(settings.timeouts()),
            memory);
    return new RunnerSocket(
        connector, new Mailboxes(Duration.ofMillis(1), memory), Thread.ofPlatform());
  }

  /** A session that was kept. */
  private record KeptSession(Session session) implements SessionStore {

    @Override
    public Optional<Session> load() {
      return Optional.of(session);
    }

    @Override
    public void save(Session next) {}

    @Override
    public Optional<Prompts.Prompt> loadPrompt() {
      return Optional.empty();
    }

    @Override
    public void savePrompt(Prompts.Prompt prompt) {}
  }
}
