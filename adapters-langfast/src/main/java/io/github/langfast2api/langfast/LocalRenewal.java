package io.github.langfast2api.langfast;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The renewal of a session that this instance alone has. */
final class LocalRenewal implements SessionRenewal {

  private final SignIn signIn;
  private final SessionStore store;
  private final InstantSource clock;
  private @Nullable Session session;

  LocalRenewal(SignIn signIn, SessionStore store, InstantSource clock) {
    this.signIn = signIn;
    this.store = store;
    this.clock = clock;
  }

  @Override
  public Session next(Predicate<Session> valid) {
    Optional<Session> before = Optional.ofNullable(session).or(store::load);
    if (before.filter(valid).filter(found -> !isWanted(found)).isPresent()) {
      session = before.get();
      return before.get();
    }
    signIn.requireDue();
    Session after = signIn.attempt(() -> signIn.next(before));
    // Stored before it is used: its predecessor's refresh token cannot be used again.
    store.save(after);
    session = after;
    signIn.succeeded();
    return after;
  }

  @Override
  public boolean isWanted(Session current) {
    return current.isDueForRefresh(clock.instant());
  }

  @Override
  public void close() {}
}
