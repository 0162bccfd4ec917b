package io.github.langfast2api.langfast;

import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.ChatStream;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * LangFast as a backend. One session, one stored prompt and one Socket.IO connection serve every
 * request; warm, a request costs one call.
 */
public final class LangFastBackend implements ChatBackend, AutoCloseable {

  private static final String START = "start the run";

  private final AnonKeys anonKeys;
  private final SupabaseClient supabase;
  private final Sessions sessions;
  private final Prompts prompts;
  private final LangFastApi api;
  private final RunnerSockets sockets;
  private final UpstreamFailures failures;
  private final AtomicInteger runs = new AtomicInteger();

  /** A backend that is not connected yet: {@link #start} and the first request connect it. */
  public LangFastBackend(LangFastSettings settings) {
    this(settings, InstantSource.system());
  }

  LangFastBackend(LangFastSettings settings, InstantSource clock) {
    UpstreamClient client = UpstreamClient.asPage(settings.timeouts(), settings.site());
    failures = new UpstreamFailures(settings.timeouts());
    anonKeys =
        settings
            .anonKey()
            .<AnonKeys>map(ConfiguredAnonKey::new)
            .orElseGet(() -> new SiteAnonKeys(settings, failures, clock));
    supabase = new SupabaseClient(client, settings, anonKeys);
    api =
        new LangFastApi(
            supabase, failures, new RunJson(settings.variants()), settings.observer(), clock);
    SessionStore store = SessionFile.of(settings);
    sessions = new Sessions(api, settings.credentials(), store, clock);
    prompts = new Prompts(api, settings.variants().prompt(), store, clock);
    RunnerConnector connector = new RunnerConnector(client, settings, sessions, failures);
    boolean perRun = settings.variants().socketPerRun();
    Thread.Builder threads = perRun ? Thread.ofVirtual() : Thread.ofPlatform().daemon();
    sockets =
        new RunnerSockets(
            () ->
                new RunnerSocket(
                    connector, new Mailboxes(settings.timeouts().reconnectTimeout()), threads),
            perRun);
  }

  /**
   * Finds the key, signs in and connects in the background, so that the first request finds it
   * done.
   */
  public void start() {
    anonKeys.start();
    sockets.start();
  }

  /**
   * Signs in and connects, if that is not done, and asks nothing of a model.
   *
   * @throws io.github.langfast2api.domain.ChatException if it cannot
   */
  public void check() {
    RunnerSocket socket = sockets.take();
    try {
      socket.startRun(sessions.current().userId()).ifPresent(Mailboxes.Start::close);
    } catch (RuntimeException e) {
      throw failures.ofException("connect", e);
    } finally {
      sockets.giveBack(socket);
    }
  }

  @Override
  public ChatStream open(ChatRequest request) {
    RunnerSocket socket = sockets.take();
    try {
      Run run = started(socket, request);
      return new RunStream(run.mailbox(), new Release(socket, run.jobId()));
    } catch (RuntimeException e) {
      sockets.giveBack(socket);
      throw failures.ofException(START, e);
    }
  }

  /** Why the backend cannot answer now, if it cannot; in a sentence for the operator. */
  public Optional<String> notReadyReason() {
    return anonKeys.notReadyReason().or(sockets::notReadyReason);
  }

  /** Where LangFast's public web key comes from, in words for the operator. */
  public String anonKeyOrigin() {
    return anonKeys.origin();
  }

  /** How many answers are on their way. */
  public int runs() {
    return runs.get();
  }

  /** Disconnects. Answers that are on their way, and requests that wait, are cancelled. */
  @Override
  public void close() {
    sockets.close();
    supabase.close();
  }

  /** A session that the upstream has ended is replaced, and the run started once more. */
  private Run started(RunnerSocket socket, ChatRequest request) {
    Session session = sessions.current();
    try {
      return started(socket, session, request);
    } catch (HttpRefusedException refused) {
      if (refused.status() != 401) {
        throw refused;
      }
      return started(socket, sessions.insteadOf(session), request);
    }
  }

  /**
   * The socket listens before the run starts: events go to those who are there, and to no other.
   * Where it listens for another user, the session is one that was replaced meanwhile.
   */
  private Run started(RunnerSocket socket, Session session, ChatRequest request) {
    Prompts.Prompt prompt = prompts.current(session);
    Optional<Mailboxes.Start> listening = socket.startRun(session.userId());
    if (listening.isEmpty()) {
      return started(socket, sessions.current(), request);
    }
    try (Mailboxes.Start start = listening.get()) {
      String jobId = startRun(session, prompt, request);
      sessions.served(session);
      runs.incrementAndGet();
      return new Run(jobId, start.open(jobId));
    }
  }

  /** A prompt that seems to be gone is replaced, and the run started once more. */
  private String startRun(Session session, Prompts.Prompt prompt, ChatRequest request) {
    try {
      String jobId = api.startRun(session, prompt.id(), request);
      prompts.served(prompt);
      return jobId;
    } catch (HttpRefusedException refused) {
      if (!prompts.isSuspect(prompt, refused)) {
        throw refused;
      }
      return startRunAnew(session, prompt, request);
    }
  }

  private String startRunAnew(Session session, Prompts.Prompt suspect, ChatRequest request) {
    Prompts.Prompt other = prompts.insteadOf(suspect, session);
    try {
      String jobId = api.startRun(session, other.id(), request);
      prompts.served(other);
      return jobId;
    } catch (HttpRefusedException refused) {
      if (refused.status() != 401) {
        prompts.acquit(suspect, other);
      }
      throw refused;
    }
  }

  private record Run(String jobId, RunMailbox mailbox) {}

  /** Gives back what a run holds, once. */
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
        sockets.giveBack(socket);
      }
    }
  }
}
