package io.github.langfast2api.langfast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.ports.contract.InMemorySharedValue;
import io.github.langfast2api.ports.contract.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Three instances in any order of events: each renews when it likes, its requests are refused, it
 * dies while it signs in, and the server comes and goes. One thread plays them all, and what comes
 * in the midst of a sign-in is played in it, so that a seed always gives the same.
 */
class SharedSessionPropertyTest {

  private static final int INSTANCES = 3;
  private static final int STEPS = 300;

  /** Ends an instance in the midst of a call. */
  private static final class Death extends Error {
    private static final long serialVersionUID = 1;
  }

  /** Keeps a session in memory, as a file would over the instance's death. */
  private static final class KeptSession implements SessionStore {
    private Optional<Session> kept = Optional.empty();

    @Override
    public Optional<Session> load() {
      return kept;
    }

    @Override
    public void save(Session session) {
      assertEquals("", session.refreshToken());
      kept = Optional.of(session);
    }

    @Override
    public Optional<Prompts.Prompt> loadPrompt() {
      return Optional.empty();
    }

    @Override
    public void savePrompt(Prompts.Prompt prompt) {}
  }

  /** One process with its memory, its file, and the session that LangFast refused it. */
  private final class Instance {
    private final KeptSession file;
    private final SharedSession shared;
    private final SharedRenewal renewal;
    private Optional<Session> refused = Optional.empty();

    Instance(KeptSession file) {
      this.file = file;
      this.shared = new SharedSession(value, "guest", file);
      this.renewal =
          new SharedRenewal(
              shared,
              new SignIn(auth, new Credentials.Anonymous(), clock),
              clock,
              Duration.ZERO,
              () -> {});
    }

    /** The session that it has afterwards; empty if it has to answer with a failure. */
    Optional<Session> renew() {
      try {
        Session session = renewal.next(this::isValid);
        assertTrue(isValid(session), "an invalid session is used");
        return Optional.of(session);
      } catch (ChatException e) {
        return Optional.empty();
      }
    }

    private boolean isValid(Session session) {
      return refused.filter(session::isSameAccess).isEmpty() && !session.isExpired(clock.instant());
    }
  }

  private final ManualClock clock = new ManualClock();
  private final RotatingTokens auth = new RotatingTokens(clock);
  private final InMemorySharedValue value = new InMemorySharedValue();
  private final List<Instance> instances = new ArrayList<>();
  private int lostSignUps;

  SharedSessionPropertyTest() {
    for (int i = 0; i < INSTANCES; i++) {
      instances.add(new Instance(new KeptSession()));
    }
  }

  /**
   * Whoever dies and whenever the server leaves: no session ends, and a token is exchanged again
   * only as long as what came of it is not known to the others.
   */
  @Property(tries = 300)
  void aServerThatComesAndGoesAndInstancesThatDieCostNoSession(@ForAll Random random) {
    for (int i = 0; i < STEPS; i++) {
      List<String> before = auth.exchanged();
      String there = there();
      step(random, false);
      List<String> all = auth.exchanged();
      for (String token : all.subList(before.size(), all.size())) {
        assertTrue(!before.contains(token) || there.contains("\"" + token + "\""), token);
      }
    }
    assertEquals(0, auth.ended());
    assertOneSessionForAll();
    assertTrue(auth.signUps() <= 1 + lostSignUps, () -> auth.signUps() + " guests");
  }

  /** A server that loses what it has, and leases that end too early: all have one session again. */
  @Property(tries = 300)
  void whateverIsLostAllHaveOneSessionAgain(@ForAll Random random) {
    for (int i = 0; i < STEPS; i++) {
      step(random, true);
    }
    assertOneSessionForAll();
  }

  @Example
  void withoutAnyTroubleOneGuestIsSignedUpForDays() {
    Random random = new Random(1);
    for (int i = 0; i < 2000; i++) {
      clock.advance(Duration.ofMinutes(random.nextInt(5)));
      renew(random.nextInt(INSTANCES));
    }
    assertEquals(1, auth.signUps());
    assertEquals(auth.exchanged().stream().distinct().toList(), auth.exchanged());
    assertOneSessionForAll();
  }

  private String there() {
    try {
      return value.read().text().orElse("");
    } catch (ChatException e) {
      return "";
    }
  }

  private void step(Random random, boolean losses) {
    int at = random.nextInt(INSTANCES);
    switch (random.nextInt(losses ? 12 : 10)) {
      case 0, 1, 2, 3 -> renew(at);
      case 4 -> clock.advance(Duration.ofMinutes(random.nextInt(40)));
      case 5 -> refuse(instances.get(at));
      case 6 -> value.setAvailable(random.nextBoolean());
      case 7 -> auth.after(() -> value.setAvailable(false));
      case 8 -> dieInACall(at, random.nextBoolean());
      case 9 -> restart(at);
      case 10 -> value.clear();
      default ->
          auth.before(
              () -> {
                value.expireLease();
                renew((at + 1) % INSTANCES);
              });
    }
  }

  private void renew(int at) {
    Instance instance = instances.get(at);
    int before = auth.signUps();
    try {
      Optional<Session> unused = instance.renew();
    } catch (Death e) {
      lostSignUps += auth.signUps() - before;
      restart(at);
    }
    if (auth.signUps() > before && instance.shared.isUnpublished()) {
      lostSignUps++;
    }
  }

  /** As a request does that LangFast answers with 401: the session is not used any more. */
  private static void refuse(Instance instance) {
    instance.refused = instance.shared.held().map(HeldSession::session);
  }

  private void dieInACall(int at, boolean early) {
    if (early) {
      auth.before(SharedSessionPropertyTest::die);
    } else {
      auth.after(SharedSessionPropertyTest::die);
    }
    renew(at);
  }

  private static void die() {
    throw new Death();
  }

  /** Starts an instance again with what its file has. */
  private void restart(int at) {
    Instance before = instances.get(at);
    before.renewal.close();
    instances.set(at, new Instance(before.file));
  }

  private void assertOneSessionForAll() {
    auth.forgetEvents();
    value.setAvailable(true);
    value.expireLease();
    // A file alone has served until now, where the server had lost the session.
    clock.advance(Duration.ofHours(1));
    for (int i = 0; i < 4; i++) {
      instances.forEach(Instance::renew);
    }
    Session session = instances.getFirst().renew().orElseThrow();
    for (Instance instance : instances) {
      assertEquals(Optional.of(session), instance.renew());
      instance.renewal.close();
    }
    assertTrue(value.read().text().orElseThrow().contains(session.refreshToken()));
  }
}
