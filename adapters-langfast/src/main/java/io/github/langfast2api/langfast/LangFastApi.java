package io.github.langfast2api.langfast;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatRequest;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * LangFast's REST calls, one method each.
 *
 * <p>All throw {@link ChatException} with the upstream's failure under its name in the domain; the
 * two that a fresh session or prompt may mend throw {@link HttpRefusedException} first.
 */
final class LangFastApi {

  private static final String SIGN_IN = "sign in";
  private static final JsonObject NOTHING = JsonFormat.object().build();

  private final SupabaseClient supabase;
  private final UpstreamFailures failures;
  private final RunJson bodies;
  private final InstantSource clock;

  LangFastApi(
      SupabaseClient supabase, UpstreamFailures failures, RunJson bodies, InstantSource clock) {
    this.supabase = supabase;
    this.failures = failures;
    this.bodies = bodies;
    this.clock = clock;
  }

  /** Signs in as a guest, which makes a new user. */
  Session signUp() {
    JsonObject body =
        JsonFormat.object().add("data", NOTHING).add("gotrue_meta_security", NOTHING).build();
    return session("/auth/v1/signup", body);
  }

  /** Signs in with an account. */
  Session signIn(Credentials.Account account) {
    JsonObject body =
        JsonFormat.object()
            .add("email", account.email())
            .add("password", account.password())
            .add("gotrue_meta_security", NOTHING)
            .build();
    return session("/auth/v1/token?grant_type=password", body);
  }

  /**
   * Gets the next session, which uses the refresh token up. A refusal is the cause of what is
   * thrown.
   */
  Session refresh(String refreshToken) {
    JsonObject body = JsonFormat.object().add("refresh_token", refreshToken).build();
    return session("/auth/v1/token?grant_type=refresh_token", body);
  }

  /**
   * Stores a prompt.
   *
   * @return its id
   * @throws HttpRefusedException with 401 if the session has ended
   */
  String createPrompt(Session session) {
    return named(
        "create a prompt",
        Set.of(401),
        () -> {
          JsonValue answer =
              supabase.post(
                  "/rest/v1/rpc/create_prompt", session.accessToken(), bodies.anchorPrompt());
          if (answer instanceof JsonString id) {
            return id.getString();
          }
          throw new MalformedJsonException("no prompt id");
        });
  }

  /**
   * Starts a run.
   *
   * @return the id of its job
   * @throws HttpRefusedException with 401 if the session has ended; with 400, 403 or 404 if the
   *     prompt may be the reason
   */
  String startRun(Session session, String promptId, ChatRequest request) {
    return named(
        "start the run",
        Set.of(400, 401, 403, 404),
        () -> {
          JsonObject body =
              bodies.run(UUID.randomUUID().toString(), promptId, session.userId(), request);
          JsonValue answer =
              supabase.post("/functions/v1/initiate-prompt-run", session.accessToken(), body);
          return jobId(answer);
        });
  }

  private Session session(String path, JsonObject body) {
    try {
      Instant asked = clock.instant();
      return Session.of(supabase.post(path, body), asked);
    } catch (HttpRefusedException e) {
      throw new ChatException(UpstreamFailures.ofAccess(SIGN_IN, e), e);
    } catch (RuntimeException e) {
      throw failures.ofException(SIGN_IN, e);
    }
  }

  private <T> T named(String step, Set<Integer> mendable, Supplier<T> call) {
    try {
      return call.get();
    } catch (HttpRefusedException e) {
      if (mendable.contains(e.status())) {
        throw e;
      }
      throw failures.ofException(step, e);
    } catch (RuntimeException e) {
      throw failures.ofException(step, e);
    }
  }

  private static String jobId(JsonValue answer) {
    if (answer instanceof JsonObject run
        && run.get("jobs") instanceof JsonArray jobs
        && !jobs.isEmpty()
        && jobs.getFirst() instanceof JsonObject job
        && job.get("job_id") instanceof JsonString id) {
      return id.getString();
    }
    throw new MalformedJsonException("a run without a job");
  }
}
