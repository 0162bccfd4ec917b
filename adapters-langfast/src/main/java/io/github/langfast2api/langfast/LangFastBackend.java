package io.github.langfast2api.langfast;

import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.ChatStream;
import io.github.langfast2api.langfast.wire.HttpRefusedException;
import io.github.langfast2api.langfast.wire.UpstreamClient;
import io.github.langfast2api.ports.memory.MemoryBudget;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * LangFast as a backend. One session, one stored prompt and one Socket.IO connection are shared by
 * all requests; once they are there, a request costs one REST call. Safe for any thread; the owner
 * closes it.
 */
public final class LangFastBackend implements ChatBackend, AutoCloseable {

  /** The share of the heap for the texts of answers. */
  private static final int ANSWERS_PERCENT = 12;

  /**
   * The share of the heap for long messages of the runner, apart from that for answers: for want of
   * it a connection ends, which is all runs'.
   */
  private static final int MESSAGES_PERCENT = 8;

  /** The share of the heap for the bodies of runs that are being started. */
  private static final int BODIES_PERCENT = 12;

  private final AnonKeys anonKeys;
  private final SupabaseClient supabase;
  private final Sessions sessions;
  private final Prompts prompts;
  private final CallLimit calls;
  private final LangFastApi api;
  private final RunnerSockets sockets;
  private final UpstreamFailures failures;
  private final AtomicInteger runs = new AtomicInteger();

  /** A backend that is not connected yet: {@link #start} or the first request connects it. */
  public LangFastBackend(LangFastSettings settings) {
    this(settings, InstantSource.system());
  }

  LangFastBackend(LangFastSettings settings, InstantSource clock) {
    UpstreamClient client =
        UpstreamClient.of(settings.network())
            .withOrigin(LinkPolicy.origin(settings.servers().site()));
    failures = new UpstreamFailures(settings.timeouts());
    anonKeys =
        settings
            .anonKey()
            .<AnonKeys>map(ConfiguredAnonKey::new)
            .orElseGet(() -> new SiteAnonKeys(settings, failures, clock));
    supabase = new SupabaseClient(client, settings, anonKeys);
    calls = new CallLimit(settings.maxCalls(), settings.timeouts().call());
    api =
        new LangFastApi(
            supabase,
            failures,
            new RunJson(settings.variants()),
            calls,
            RunBodyMemory.ofHeap(BODIES_PERCENT, settings.timeouts().call()),
            settings.observer(),
            clock);
    SessionStore store = SessionFile.of(settings);
    sessions = new Sessions(api, settings, store, clock);
    prompts = new Prompts(api, settings.variants().prompt(), store, clock);
    MemoryBudget answers = MemoryBudget.ofHeap(ANSWERS_PERCENT);
    MemoryBudget messages = MemoryBudget.ofHeap(MESSAGES_PERCENT);
    RunnerConnector connector = new RunnerConnector(client, settings, sessions, failures, messages);
    boolean perRun = settings.variants().socketPerRun();
    Thread.Builder threads = perRun ? Thread.ofVirtual() : Thread.ofPlatform().daemon();
    sockets =
        new RunnerSockets(
            () ->
                new RunnerSocket(
                    connector,
                    new Mailboxes(settings.timeouts().reconnectTimeout(), answers),
                    threads),
            perRun);
  }

  /**
   * Finds the key, signs in and connects in the background, so that the first request need not.
   * Does not block.
   */
  public void start() {
    anonKeys.start();
    sockets.start();
  }

  /**
   * Signs in and connects, waiting for it, without starting a run.
   *
   * @throws io.github.langfast2api.domain.ChatException if either fails
   */
  public void check() {
    RunnerSocket socket = sockets.acquire();
    try {
      socket.startRun(sessions.current().userId()).ifPresent(Mailboxes.Start::close);
    } catch (RuntimeException e) {
      throw failures.ofException("connect", e);
    } finally {
      sockets.release(socket);
    }
  }

  @Override
  public ChatStream open(ChatRequest request) {
    RunnerSocket socket = sockets.acquire();
    try {
      Run run = start(socket, request);
      return new RunStream(
          run.mailbox(), new Release(socket, run.jobId()), () -> Redaction.of(request));
    } catch (RuntimeException e) {
      sockets.release(socket);
      throw failures.ofRunStart(e);
    }
  }

  /** Why the backend is not ready, in a sentence for the operator; empty if it is. */
  public Optional<String> notReadyReason() {
    return anonKeys.notReadyReason().or(sockets::notReadyReason);
  }

  /** What there is of LangFast now. Does not block. */
  public LangFastStatus status() {
    return new LangFastStatus(sessions.status(), sockets.status(), calls.calls());
  }

  /** Where LangFast's public web key comes from, in words for the operator. */
  public String anonKeyOrigin() {
    return anonKeys.origin();
  }

  /** The number of runs that have started and are not released. */
  public int runs() {
    return runs.get();
  }

  /** Disconnects, and cancels open answers and waiting requests. */
  @Override
  public void close() {
    sockets.close();
    sessions.close();
    supabase.close();
  }

  /**
   * Starts a run; a session that LangFast has ended is replaced, and the run started again, once.
   */
  private Run start(RunnerSocket socket, ChatRequest request) {
    Session session = sessions.current();
    try {
      return start(socket, session, request);
    } catch (HttpRefusedException refused) {
      if (refused.status() != 401) {
        throw refused;
      }
      return start(socket, sessions.insteadOf(session), request);
    }
  }

  /**
   * Starts a run once the socket is connected: LangFast sends events only to connections that are
   * there. If it is another user's connection, the session was replaced meanwhile.
   */
  private Run start(RunnerSocket socket, Session session, ChatRequest request) {
    Prompts.Prompt prompt = prompts.current(session);
    Optional<Mailboxes.Start> announced = socket.startRun(session.userId());
    if (announced.isEmpty()) {
      return start(socket, sessions.current(), request);
    }
    try (Mailboxes.Start start = announced.get()) {
      String jobId = startRun(session, prompt, request);
      sessions.accepted(session);
      runs.incrementAndGet();
      return new Run(jobId, start.open(jobId));
    }
  }

  /** Starts a run; a prompt that may be gone is replaced, and the run started again, once. */
  private String startRun(Session session, Prompts.Prompt prompt, ChatRequest request) {
    try {
      String jobId = api.startRun(session, prompt.id(), request);
      prompts.accepted(prompt);
      return jobId;
    } catch (HttpRefusedException refused) {
      if (!prompts.mayBeGone(prompt, refused)) {
        throw refused;
      }
      return startRunWithNewPrompt(session, prompt, request);
    }
  }

  private String startRunWithNewPrompt(
      Session session, Prompts.Prompt suspect, ChatRequest request) {
    Prompts.Prompt other = prompts.insteadOf(suspect, session);
    try {
      String jobId = api.startRun(session, other.id(), request);
      prompts.accepted(other);
      return jobId;
    } catch (HttpRefusedException refused) {
      if (refused.status() != 401) {
        prompts.restore(suspect, other);
      }
      throw refused;
    }
  }

  private record Run(String jobId, RunMailbox mailbox) {}

  /** Releases the mailbox and the connection of a run, once. */
  private final class Release implements Runnable {

    private final RunnerSocket socket;
    private final String jobId;

    Release(RunnerSocket socket, String jobId) {
      this.socket = socket;
      this.jobId = jobId;
    }

    @Override
    public void run() {
      if (socket.mailboxes().close(jobId)) {
        runs.decrementAndGet();
        sockets.release(socket);
      }
    }
  }
}
