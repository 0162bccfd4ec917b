package io.github.langfast2api.langfast;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The one session that serves all requests: signed in once, refreshed before it ends, renewed when
 * the upstream refuses it, and only once however many wait for it.
 */
final class Sessions {

  private static final Logger LOG = System.getLogger(Sessions.class.getName());

  private final LangFastApi api;
  private final Credentials credentials;
  private final InstantSource clock;
  private final SingleFlight<Session> renewal = new SingleFlight<>("langfast-session");
  private volatile @Nullable Session session;
  private volatile @Nullable Session refused;

  Sessions(LangFastApi api, Credentials credentials, InstantSource clock) {
    this.api = api;
    this.credentials = credentials;
    this.clock = clock;
  }

  /**
   * A session that is good as far as this side can tell.
   *
   * @throws ChatException if there is none to be had
   */
  Session current() {
    Session found = session;
    return found != null && isGood(found) ? found : renewal.join(this::renewed);
  }

  /**
   * A session other than this one, which the upstream refused.
   *
   * @throws ChatException if there is none to be had
   */
  Session insteadOf(Session spent) {
    refused = spent;
    return current();
  }

  private boolean isGood(Session found) {
    return !found.equals(refused) && !found.isStale(clock.instant());
  }

  private Session renewed() {
    Session before = session;
    if (before != null && isGood(before)) {
      return before;
    }
    Session after =
        before == null || before.refreshToken().isEmpty() ? signedIn() : refreshed(before);
    LOG.log(Level.DEBUG, "signed in: {0}", after);
    session = after;
    return after;
  }

  private Session refreshed(Session before) {
    try {
      return api.refresh(before.refreshToken());
    } catch (ChatException e) {
      if (e.failure() instanceof ChatFailure.AccessRefused) {
        LOG.log(Level.DEBUG, "the session cannot be refreshed: {0}", e.getMessage());
        return signedIn();
      }
      throw e;
    }
  }

  private Session signedIn() {
    return switch (credentials) {
      case Credentials.Account account -> api.signIn(account);
      case Credentials.RefreshToken(String token) -> api.refresh(token);
      case Credentials.Anonymous() -> api.signUp();
    };
  }
}
