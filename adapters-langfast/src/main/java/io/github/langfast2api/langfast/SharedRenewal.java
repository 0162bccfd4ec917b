package io.github.langfast2api.langfast;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

/**
 * The renewal of a session that all instances share: what another has published is adopted, and
 * what is missing is made by one of them. While the server cannot be asked, a valid session is used
 * on, and an account gets a session of its own; a guest would be another one, and a refresh token
 * may be used.
 */
final class SharedRenewal implements SessionRenewal {

  private static final Logger LOG = System.getLogger(SharedRenewal.class.getName());

  /** How long a session that was not renewed is used before the server is asked again. */
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final SharedSession shared;
  private final SignIn signIn;
  private final InstantSource clock;
  private final LeasedRenewal leased;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final PublicationRetry publication;
  private volatile Instant lastUnchanged = Instant.MIN;

  /**
   * @param patience with another instance that is signing in
   * @param renew calls {@link #next} in the background
   */
  SharedRenewal(
      SharedSession shared, SignIn signIn, InstantSource clock, Duration patience, Runnable renew) {
    this.shared = shared;
    this.signIn = signIn;
    this.clock = clock;
    this.leased = new LeasedRenewal(shared, signIn, clock, patience, closed);
    this.publication = new PublicationRetry(this::isPublicationPending, renew, closed);
  }

  @Override
  public Session next(Predicate<Session> valid) {
    Optional<Session> before = shared.held().map(HeldSession::session);
    Session after = renewed(valid);
    if (before.filter(after::equals).isPresent()) {
      lastUnchanged = clock.instant();
    }
    publication.start();
    return after;
  }

  @Override
  public boolean isWanted(Session current) {
    Instant now = clock.instant();
    boolean paused = !now.isBefore(lastUnchanged) && now.isBefore(lastUnchanged.plus(PAUSE));
    return !paused && (current.isDueForRefresh(now) || shared.isStale());
  }

  @Override
  public void close() {
    closed.countDown();
  }

  private boolean isPublicationPending() {
    return shared.isUnpublished() && !shared.isExpired(clock.instant());
  }

  private Session renewed(Predicate<Session> valid) {
    try {
      return fromServer(valid);
    } catch (ChatException e) {
      if (e.failure() instanceof ChatFailure.StoreUnavailable away) {
        LOG.log(Level.DEBUG, "the shared session cannot be read: {0}", e.getMessage());
        return withoutServer(valid, new ChatException(cannotBeRead(away), e));
      }
      return shared.held().map(HeldSession::session).filter(valid).orElseThrow(() -> e);
    }
  }

  private Session fromServer(Predicate<Session> valid) {
    VersionedSession there = shared.read();
    Optional<HeldSession> mine = shared.held().filter(held -> valid.test(held.session()));
    boolean usable = there.session().filter(valid).isPresent();
    if (mine.isPresent() && (shared.supersedes(there) || (shared.isUnpublished() && !usable))) {
      return shared.publish(mine.get(), there, valid);
    }
    boolean kept =
        mine.filter(held -> !held.session().isDueForRefresh(clock.instant())).isPresent()
            && !there.session().isPresent()
            && !mine.get().isRenewable();
    return kept ? mine.get().session() : leased.next(there, valid);
  }

  /** The session without the server, by a sign-in if it must be and can be. */
  private Session withoutServer(Predicate<Session> valid, ChatException away) {
    Optional<HeldSession> held = shared.held();
    Optional<HeldSession> own = held.filter(HeldSession::isOwn);
    Optional<Session> usable = held.map(HeldSession::session).filter(valid);
    boolean due = usable.filter(found -> found.isDueForRefresh(clock.instant())).isPresent();
    if (usable.isPresent() && !(due && own.isPresent())) {
      return usable.get();
    }
    if (own.isEmpty() && !(signIn.credentials() instanceof Credentials.Account)) {
      throw away;
    }
    try {
      signIn.requireDue();
      Session after = signIn.attempt(() -> signIn.next(own.map(HeldSession::session)));
      signIn.succeeded();
      return shared.keep(after, held.map(HeldSession::number).orElse(HeldSession.UNKNOWN));
    } catch (ChatException e) {
      return usable.orElseThrow(() -> e);
    }
  }

  private static ChatFailure cannotBeRead(ChatFailure.StoreUnavailable away) {
    return new ChatFailure.StoreUnavailable(
        "The session that all instances share cannot be read.", away.retryAfter());
  }
}
