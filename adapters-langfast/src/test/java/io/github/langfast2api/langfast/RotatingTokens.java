package io.github.langfast2api.langfast;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.langfast.wire.HttpRefusedException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/**
 * Supabase Auth in memory: a refresh token is exchanged once. That of which the active one was made
 * gives the active one again; an older one ends the session.
 */
final class RotatingTokens implements SessionApi {

  /** A session's tokens; the last one is active. */
  private static final class Family {
    private final String user;
    private final List<String> tokens = new ArrayList<>();
    private boolean ended;

    Family(String user) {
      this.user = user;
    }
  }

  private final InstantSource clock;
  private final Map<String, Family> families = new HashMap<>();
  private final Queue<Runnable> before = new ArrayDeque<>();
  private final Queue<Runnable> after = new ArrayDeque<>();
  private final List<String> exchanged = new ArrayList<>();
  private int numbers;
  private int signUps;
  private int signIns;
  private int ended;

  RotatingTokens(InstantSource clock) {
    this.clock = clock;
  }

  /** What happens before the next call takes effect. */
  synchronized void before(Runnable event) {
    before.add(event);
  }

  /** What happens when the next call has taken effect, before its response is read. */
  synchronized void after(Runnable event) {
    after.add(event);
  }

  /** Takes back what was to happen in calls. */
  synchronized void forgetEvents() {
    before.clear();
    after.clear();
  }

  synchronized int signUps() {
    return signUps;
  }

  synchronized int signIns() {
    return signIns;
  }

  /** The refresh tokens that were sent, in this order. */
  synchronized List<String> exchanged() {
    return List.copyOf(exchanged);
  }

  /** How many sessions ended since an old token came. */
  synchronized int ended() {
    return ended;
  }

  /** Ends all sessions. */
  synchronized void endAll() {
    families.values().forEach(family -> family.ended = true);
  }

  /** A refresh token of a new session, as it may be configured. */
  synchronized String configured(String user) {
    return add(new Family(user));
  }

  @Override
  public Session signUp() {
    run(before);
    Session session;
    synchronized (this) {
      signUps++;
      session = session(new Family("guest-" + ++numbers));
    }
    run(after);
    return session;
  }

  @Override
  public Session signIn(Credentials.Account account) {
    run(before);
    Session session;
    synchronized (this) {
      signIns++;
      session = session(new Family(account.email()));
    }
    run(after);
    return session;
  }

  @Override
  public Session refresh(String token) {
    run(before);
    Session session = exchange(token);
    run(after);
    return session;
  }

  private synchronized Session exchange(String token) {
    exchanged.add(token);
    Family family = families.get(token);
    if (family == null || family.ended) {
      throw refused("refresh_token_not_found");
    }
    int age = family.tokens.size() - 1 - family.tokens.indexOf(token);
    if (age > 1) {
      family.ended = true;
      ended++;
      throw refused("refresh_token_already_used");
    }
    return age == 0 ? session(family) : session(family, family.tokens.getLast());
  }

  private Session session(Family family) {
    return session(family, add(family));
  }

  private String add(Family family) {
    String token = "refresh-" + ++numbers;
    family.tokens.add(token);
    families.put(token, family);
    return token;
  }

  private Session session(Family family, String token) {
    Instant now = clock.instant();
    return new Session(
        "access-" + ++numbers, token, family.user, now, now.plus(Duration.ofHours(1)));
  }

  private void run(Queue<Runnable> events) {
    Runnable event;
    synchronized (this) {
      event = events.poll();
    }
    if (event != null) {
      event.run();
    }
  }

  private static ChatException refused(String code) {
    HttpRefusedException refusal =
        new HttpRefusedException(400, Optional.empty(), "{\"error_code\":\"" + code + "\"}");
    return new ChatException(new ChatFailure.AccessRefused(code), refusal);
  }
}
