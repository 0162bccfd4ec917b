package io.github.langfast2api.langfast;

import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.ChatStream;
import io.helidon.webclient.http1.Http1Client;
import java.time.InstantSource;
import java.util.Optional;

/**
 * LangFast as a backend. One session, one stored prompt and one Socket.IO connection serve every
 * request; warm, a request costs one call.
 */
public final class LangFastBackend implements ChatBackend, AutoCloseable {

  private static final String START = "start the run";

  private final Sessions sessions;
  private final Prompts prompts;
  private final LangFastApi api;
  private final Mailboxes mailboxes;
  private final RunnerSocket socket;
  private final UpstreamFailures failures;

  /** A backend that is not connected yet: {@link #start} and the first request connect it. */
  public LangFastBackend(LangFastSettings settings) {
    this(settings, InstantSource.system());
  }

  LangFastBackend(LangFastSettings settings, InstantSource clock) {
    Http1Client client = client(settings);
    failures = new UpstreamFailures(settings);
    api =
        new LangFastApi(
            new SupabaseClient(client, settings.supabase(), settings.anonKey()), failures, clock);
    sessions = new Sessions(api, settings.credentials(), clock);
    prompts = new Prompts(api);
    mailboxes = new Mailboxes(settings.gap());
    socket = new RunnerSocket(new RunnerConnector(client, settings, sessions, failures), mailboxes);
  }

  /** Signs in and connects in the background, so that the first request finds it done. */
  public void start() {
    socket.start();
  }

  @Override
  public ChatStream open(ChatRequest request) {
    Session session = sessions.current();
    try {
      return open(session, request);
    } catch (HttpRefusedException refused) {
      if (refused.status() != 401) {
        throw failures.ofException(START, refused);
      }
      return openAnew(sessions.insteadOf(session), request);
    }
  }

  /** Why the backend cannot answer now, if it cannot; in a sentence for the operator. */
  public Optional<String> obstacle() {
    return socket.obstacle();
  }

  /** How many answers are on their way. */
  public int runs() {
    return mailboxes.size();
  }

  /** Disconnects. Answers that are on their way fail. */
  @Override
  public void close() {
    socket.close();
  }

  private ChatStream openAnew(Session session, ChatRequest request) {
    try {
      return open(session, request);
    } catch (HttpRefusedException refused) {
      throw failures.ofException(START, refused);
    }
  }

  /**
   * The socket listens before the run starts: events go to those who are there, and to no other.
   */
  private ChatStream open(Session session, ChatRequest request) {
    socket.awaitConnected(session.userId());
    Prompts.Prompt prompt = prompts.current(session);
    try (Mailboxes.Start start = mailboxes.start()) {
      String jobId = startRun(session, prompt, request);
      return new RunStream(start.open(jobId), () -> mailboxes.close(jobId));
    }
  }

  private String startRun(Session session, Prompts.Prompt prompt, ChatRequest request) {
    try {
      return api.startRun(session, prompt.id(), request);
    } catch (HttpRefusedException refused) {
      if (refused.status() == 401) {
        throw refused;
      }
      return api.startRun(session, prompts.insteadOf(prompt, session).id(), request);
    }
  }

  private static Http1Client client(LangFastSettings settings) {
    return Http1Client.builder()
        .connectTimeout(settings.connectTimeout())
        .readTimeout(settings.callTimeout())
        .socketOptions(options -> options.tcpNoDelay(true))
        // Proxies that tunnel would otherwise pass on a form of the path that Engine.IO refuses.
        .relativeUris(true)
        // A redirect would carry the tokens to wherever it points.
        .followRedirects(false)
        .shareConnectionCache(false)
        .build();
  }
}
