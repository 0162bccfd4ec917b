package io.github.langfast2api.langfast;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.langfast.LangFastObserver.Step;
import io.github.langfast2api.langfast.wire.HttpRefusedException;
import io.github.langfast2api.langfast.wire.MalformedJsonException;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/**
 * LangFast's REST API, one method for each call. Calls block until they are answered or time out.
 * Those that come with each request wait for a {@link CallLimit} before; signing in does not.
 *
 * <p>All throw {@link ChatException} with the domain's failure; what a new session or prompt may
 * mend is an {@link HttpRefusedException} instead.
 */
final class LangFastApi implements SessionApi {

  private static final String SIGN_IN = "sign in";
  private static final String CREATE_PROMPT = "create a prompt";
  private static final String START_RUN_PATH = "/functions/v1/initiate-prompt-run";
  private static final JsonObject EMPTY = JsonFormat.object().build();

  private final SupabaseClient supabase;
  private final UpstreamFailures failures;
  private final RunJson bodies;
  private final CallLimit limit;
  private final RunBodyMemory memory;
  private final LangFastObserver observer;
  private final InstantSource clock;

  LangFastApi(
      SupabaseClient supabase,
      UpstreamFailures failures,
      RunJson bodies,
      CallLimit limit,
      RunBodyMemory memory,
      LangFastObserver observer,
      InstantSource clock) {
    this.supabase = supabase;
    this.failures = failures;
    this.bodies = bodies;
    this.limit = limit;
    this.memory = memory;
    this.observer = observer;
    this.clock = clock;
  }

  @Override
  public Session signUp() {
    JsonObject body =
        JsonFormat.object().add("data", EMPTY).add("gotrue_meta_security", EMPTY).build();
    return session(Step.SIGN_UP, "/auth/v1/signup", body);
  }

  @Override
  public Session signIn(Credentials.Account account) {
    JsonObject body =
        JsonFormat.object()
            .add("email", account.email())
            .add("password", account.password())
            .add("gotrue_meta_security", EMPTY)
            .build();
    return session(Step.SIGN_IN, "/auth/v1/token?grant_type=password", body);
  }

  @Override
  public Session refresh(String refreshToken) {
    JsonObject body = JsonFormat.object().add("refresh_token", refreshToken).build();
    return session(Step.REFRESH, "/auth/v1/token?grant_type=refresh_token", body);
  }

  /**
   * Stores a prompt.
   *
   * @return its id
   * @throws HttpRefusedException with 401 if the session has ended
   */
  String createPrompt(Session session) {
    try {
      JsonValue answer =
          limit.within(
              () ->
                  observer.observe(
                      Step.CREATE_PROMPT,
                      () ->
                          supabase.post(
                              "/rest/v1/rpc/create_prompt",
                              session.accessToken(),
                              bodies.prompt())));
      if (answer instanceof JsonString id && Identifiers.isId(id.getString())) {
        return id.getString();
      }
      throw new MalformedJsonException("no prompt id");
    } catch (HttpRefusedException e) {
      if (e.status() == 401) {
        throw e;
      }
      throw new ChatException(UpstreamFailures.ofAccess(CREATE_PROMPT, e), e);
    } catch (RuntimeException e) {
      throw failures.ofException(CREATE_PROMPT, e);
    }
  }

  /**
   * Starts a run, or may have started it if this fails with {@link ChatFailure.OutcomeUnknown}.
   *
   * @return the run's job id
   * @throws HttpRefusedException if LangFast refuses: with 401 if the session has ended, with
   *     another status for the prompt or the request
   */
  String startRun(Session session, String promptId, ChatRequest request) {
    try {
      return jobId(
          limit.within(() -> memory.during(request, () -> postRun(session, promptId, request))));
    } catch (HttpRefusedException e) {
      throw e;
    } catch (RuntimeException e) {
      throw failures.ofRunStart(e);
    }
  }

  private JsonValue postRun(Session session, String promptId, ChatRequest request) {
    JsonObject body = bodies.run(newRunId(), promptId, session.userId(), request);
    return observer.observe(
        Step.START_RUN, () -> supabase.post(START_RUN_PATH, session.accessToken(), body));
  }

  private Session session(Step step, String path, JsonObject body) {
    try {
      Instant asked = clock.instant();
      return Session.of(observer.observe(step, () -> supabase.post(path, body)), asked);
    } catch (HttpRefusedException e) {
      throw new ChatException(UpstreamFailures.ofAccess(SIGN_IN, e), e);
    } catch (RuntimeException e) {
      throw failures.ofException(SIGN_IN, e);
    }
  }

  private static String newRunId() {
    return UUID.randomUUID().toString();
  }

  private static String jobId(JsonValue answer) {
    if (answer instanceof JsonObject run
        && run.get("jobs") instanceof JsonArray jobs
        && !jobs.isEmpty()
        && jobs.getFirst() instanceof JsonObject job
        && job.get("job_id") instanceof JsonString id
        && Identifiers.isId(id.getString())) {
      return id.getString();
    }
    throw new MalformedJsonException("a run without a job");
  }
}
