package io.github.langfast2api.langfast;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.langfast.LangFastObserver.Step;
import io.github.langfast2api.langfast.wire.HttpRefusedException;
import io.github.langfast2api.langfast.wire.UpstreamClient;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The key that LangFast's public page has its visitors' browsers use. It is read once for all who
 * wait for it, kept over restarts, and read again when Supabase refuses it: less and less often
 * until a key has served.
 */
final class SiteAnonKeys implements AnonKeys {

  private static final Logger LOG = System.getLogger(SiteAnonKeys.class.getName());

  private final UpstreamClient client;
  private final URI site;
  private final AnonKeyScanner scanner;
  private final AnonKeyStore store;
  private final UpstreamFailures failures;
  private final LangFastObserver observer;
  private final CallDeadline deadline;
  private final SignInBackoff backoff;
  private final SingleFlight<Found> reading = new SingleFlight<>("langfast-key");
  private volatile @Nullable Found found;
  private volatile @Nullable String reason;
  private volatile boolean replaced;

  /**
   * A key and where it comes from.
   *
   * @param from in words
   */
  private record Found(String key, String from) {}

  SiteAnonKeys(LangFastSettings settings, UpstreamFailures failures, InstantSource clock) {
    this.client = UpstreamClient.of(settings.network());
    this.site = settings.servers().site();
    this.scanner = AnonKeyScanner.of(settings.servers().supabase());
    this.store = AnonKeyStore.of(settings, scanner);
    this.failures = failures;
    this.observer = settings.observer();
    this.deadline = new CallDeadline("key", settings.timeouts().call());
    this.backoff = new SignInBackoff(clock);
  }

  @Override
  public String current() {
    Found known = found;
    return (known == null ? reading.join(this::first) : known).key();
  }

  @Override
  public Optional<String> insteadOf(String refused) {
    String other = reading.join(() -> other(refused)).key();
    if (other.equals(refused)) {
      throw refused();
    }
    return Optional.of(other);
  }

  @Override
  public void accepted(String key) {
    Found known = found;
    if (replaced && known != null && known.key().equals(key)) {
      replaced = false;
      backoff.onSuccess();
    }
  }

  @Override
  public void start() {
    if (found == null) {
      reading.start(this::first);
    }
  }

  @Override
  public Optional<String> notReadyReason() {
    return Optional.ofNullable(reason);
  }

  @Override
  public String origin() {
    Found known = found;
    return known == null ? site.toString() : known.from() + ", " + AnonKeys.masked(known.key());
  }

  /** Runs in one thread at a time, as {@link #other} does. */
  private Found first() {
    Found known = found;
    if (known != null) {
      return known;
    }
    Optional<String> kept = store.load();
    if (kept.isPresent()) {
      return use(new Found(kept.get(), site + ", kept since an earlier start"));
    }
    backoff.requireDue();
    return read(Optional.empty());
  }

  private Found other(String refused) {
    Found known = found;
    if (known != null && !known.key().equals(refused)) {
      return known;
    }
    backoff.requireDue();
    LOG.log(Level.INFO, "LangFast refuses the key {0}: its page is read again", site);
    replaced = true;
    Found other = read(Optional.of(refused));
    // Whoever is refused this one as well has to wait.
    backoff.onFailure(refused());
    return other;
  }

  private Found read(Optional<String> refused) {
    try {
      String key = observer.observe(Step.READ_SITE, () -> deadline.within(() -> find(refused)));
      if (refused.filter(key::equals).isEmpty()) {
        store.save(key);
      }
      LOG.log(Level.INFO, "LangFast''s page {0} has the key {1}", site, AnonKeys.masked(key));
      return use(new Found(key, site.toString()));
    } catch (RuntimeException e) {
      ChatException told = told(e);
      LOG.log(Level.WARNING, "LangFast''s page is of no help: {0}", told.getMessage());
      reason = told.getMessage();
      backoff.onFailure(told);
      throw told;
    }
  }

  private String find(Optional<String> refused) {
    try (SiteClient files = new SiteClient(client)) {
      return new AnonKeySearch(files, scanner, refused).find(site);
    }
  }

  private Found use(Found key) {
    found = key;
    reason = null;
    return key;
  }

  private ChatException told(RuntimeException e) {
    if (!(e instanceof HttpRefusedException refusal)) {
      return failures.ofException("read its page", e);
    }
    int status = refusal.status();
    String message = AnonKeys.notFound("%s answers with status %d".formatted(site, status));
    return new ChatException(
        status == 429
            ? new ChatFailure.RateLimited(message, refusal.retryAfter())
            : status == 408 || status >= 500
                ? new ChatFailure.Unavailable(message, refusal.retryAfter())
                : new ChatFailure.AccessRefused(message),
        e);
  }

  private ChatException refused() {
    return new ChatException(
        new ChatFailure.AccessRefused(
            "LangFast refuses the key that stands in its page %s: %s"
                .formatted(site, AnonKeys.BY_HAND)));
  }
}
