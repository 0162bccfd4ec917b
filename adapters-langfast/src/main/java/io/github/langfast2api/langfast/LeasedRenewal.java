package io.github.langfast2api.langfast;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.langfast.HeldSession.Sharing;
import io.github.langfast2api.ports.state.SharedValue.Lease;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The renewal of a shared session by the instance that has the lease. For one thread at a time. */
final class LeasedRenewal {

  private static final long POLL_MILLIS = 100;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final SharedSession shared;
  private final SignIn signIn;
  private final InstantSource clock;
  private final Duration patience;
  private final CountDownLatch closed;

  /**
   * @param patience with another instance that has the lease
   * @param closed ends the wait for it
   */
  LeasedRenewal(
      SharedSession shared,
      SignIn signIn,
      InstantSource clock,
      Duration patience,
      CountDownLatch closed) {
    this.shared = shared;
    this.signIn = signIn;
    this.clock = clock;
    this.patience = patience;
    this.closed = closed;
  }

  /**
   * Adopts what is there if it is better than what this instance has, or else renews it, or waits
   * for the one who does if there is no valid session meanwhile.
   *
   * @throws ChatException with {@link ChatFailure.Unavailable} if that takes too long
   */
  Session next(VersionedSession there, Predicate<Session> valid) {
    if (!isBetter(there, valid)
        && newer(there).filter(mine -> valid.test(mine.session())).isEmpty()) {
      signIn.requireDue();
    }
    long start = System.nanoTime();
    VersionedSession read = there;
    while (!isBetter(read, valid)) {
      Optional<Lease> lease = shared.tryLease();
      if (lease.isPresent()) {
        try (Lease _ = lease.get()) {
          return renewed(shared.read(), valid);
        }
      }
      Optional<Session> meanwhile = shared.held().map(HeldSession::session).filter(valid);
      if (meanwhile.isPresent()) {
        return meanwhile.get();
      }
      awaitOther(start);
      read = shared.read();
    }
    return adopt(read);
  }

  /**
   * Whether it is usable, and another session than this instance's or one that needs no renewal.
   */
  private boolean isBetter(VersionedSession there, Predicate<Session> valid) {
    Optional<Session> before = shared.held().map(HeldSession::session);
    return !shared.supersedes(there)
        && there
            .session()
            .filter(valid)
            .filter(
                found -> !before.equals(there.session()) || !found.isDueForRefresh(clock.instant()))
            .isPresent();
  }

  /** The session of this instance, if it is newer than what is there, or the server has lost it. */
  private Optional<HeldSession> newer(VersionedSession there) {
    return shared
        .held()
        .filter(HeldSession::isRenewable)
        .filter(_ -> shared.supersedes(there) || there.session().isEmpty());
  }

  /**
   * Renews the session. One that is not published is published before: whoever has the lease next
   * has to know the last refresh token but one at least, which Supabase still takes.
   */
  private Session renewed(VersionedSession there, Predicate<Session> valid) {
    if (isBetter(there, valid)) {
      return adopt(there);
    }
    Optional<HeldSession> newer = newer(there);
    if (newer.isEmpty()) {
      return refreshed(there, valid);
    }
    Session published = shared.publish(newer.get(), there, valid);
    return valid.test(published) ? published : refreshed(shared.read(), valid);
  }

  private Session refreshed(VersionedSession there, Predicate<Session> valid) {
    signIn.requireDue();
    Optional<Session> before = there.session();
    Optional<Session> refreshed =
        before.flatMap(session -> signIn.attempt(() -> signIn.refresh(session)));
    if (refreshed.isPresent()) {
      return publish(refreshed.get(), there, valid);
    }
    // Another may have refreshed it, unaware that it had lost the lease.
    VersionedSession now = before.isPresent() ? shared.read() : there;
    if (!now.session().equals(before) && now.session().filter(valid).isPresent()) {
      return adopt(now);
    }
    return publish(signedIn(now), now, valid);
  }

  /** Signs in. A configured refresh token that has led to a session is used up. */
  private Session signedIn(VersionedSession there) {
    boolean used = there.hasText() || shared.held().isPresent();
    return signIn.attempt(
        () -> {
          if (used && signIn.credentials() instanceof Credentials.RefreshToken) {
            throw new ChatException(
                new ChatFailure.AccessRefused(
                    "The session has ended, and the configured refresh token is used up."));
          }
          return signIn.signIn();
        });
  }

  private Session adopt(VersionedSession there) {
    boolean known = shared.held().map(HeldSession::session).equals(there.session());
    Session adopted = shared.adopt(there);
    if (!known) {
      signIn.succeeded();
    }
    return adopted;
  }

  private Session publish(Session made, VersionedSession there, Predicate<Session> valid) {
    signIn.succeeded();
    return shared.publish(new HeldSession(made, there.number(), Sharing.PERHAPS), there, valid);
  }

  private void awaitOther(long start) {
    boolean late = System.nanoTime() - start > patience.toNanos();
    try {
      if (late || closed.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new ChatException(
            late
                ? new ChatFailure.Unavailable(
                    "Another instance has been signing in to LangFast for too long.",
                    Optional.of(RETRY_AFTER))
                : new ChatFailure.Cancelled());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChatException(new ChatFailure.Cancelled(), e);
    }
  }
}
