package io.github.langfast2api.langfast;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.langfast.AnonKeyScanner.Candidate;
import io.github.langfast2api.langfast.AnonKeyScanner.Certainty;
import io.github.langfast2api.langfast.SiteClient.SiteFile;
import io.github.langfast2api.langfast.wire.HttpRefusedException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One reading of LangFast's public page and the scripts that it has a browser load, until its anon
 * key is found. Bounded in files and in bytes; who calls bounds the time. For one thread and one
 * use.
 */
final class AnonKeySearch {

  static final int PAGE_MAX_BYTES = 2 << 20;
  static final int SCRIPT_MAX_BYTES = 4 << 20;
  static final int MAX_SCRIPTS = 100;
  static final int MAX_BYTES = 48 << 20;

  private static final Logger LOG = System.getLogger(AnonKeySearch.class.getName());

  private final SiteClient client;
  private final AnonKeyScanner scanner;
  private final Optional<String> refused;
  private final Set<URI> known = new HashSet<>();
  private final Queue<URI> own = new ArrayDeque<>();
  private final Queue<URI> foreign = new ArrayDeque<>();
  private @Nullable Candidate best;
  private @Nullable RuntimeException failure;
  private boolean refusedIsThere;
  private int scripts;
  private long bytes;

  /**
   * @param refused a key that is not taken where there is another
   */
  AnonKeySearch(SiteClient client, AnonKeyScanner scanner, Optional<String> refused) {
    this.client = client;
    this.scanner = scanner;
    this.refused = refused;
  }

  /**
   * Reads the site.
   *
   * @return the key; the refused one if there is no other
   * @throws ChatException with {@link ChatFailure.AccessRefused} if there is none
   * @throws HttpRefusedException if the page, or a script that may have held it, is refused
   * @throws java.io.UncheckedIOException if one of them cannot be reached
   */
  String find(URI site) {
    SiteFile page = client.get(site, PAGE_MAX_BYTES);
    scan(page, ScriptText.unescaped(page.text()));
    add(page.uri(), ScriptLinks.ofPage(page.uri(), page.text()));
    for (URI script = next(); script != null && !isFound(); script = next()) {
      read(page.uri(), script);
    }
    if (best != null) {
      return best.key();
    }
    if (refusedIsThere) {
      return refused.orElseThrow();
    }
    if (failure != null) {
      throw failure;
    }
    String why = "%s and its scripts (%d) hold no key of Supabase's".formatted(page.uri(), scripts);
    throw new ChatException(new ChatFailure.AccessRefused(AnonKeys.notFound(why)));
  }

  private boolean isFound() {
    return best != null && best.certainty() == Certainty.OWN;
  }

  /** Those of the page's own host first: on others are statistics and fonts. */
  private @Nullable URI next() {
    if (scripts == MAX_SCRIPTS || bytes >= MAX_BYTES) {
      LOG.log(Level.DEBUG, "the page has more scripts than are read: {0} were", scripts);
      return null;
    }
    return own.isEmpty() ? foreign.poll() : own.poll();
  }

  /** A script that cannot be had is no reason to leave the others unread. */
  private void read(URI page, URI script) {
    scripts++;
    try {
      SiteFile file = client.get(script, SCRIPT_MAX_BYTES);
      String text = ScriptText.unescaped(file.text());
      scan(file, text);
      add(page, ScriptLinks.chunks(file.uri(), text));
    } catch (RuntimeException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw e;
      }
      LOG.log(Level.DEBUG, "{0} cannot be read: {1}", script, e.toString());
      if (failure == null && isTransient(e)) {
        failure = e;
      }
    }
  }

  /** A script that is not there was named by a page of before; others may be there next time. */
  private static boolean isTransient(RuntimeException e) {
    return switch (e) {
      case HttpRefusedException refusal -> refusal.status() >= 500 || refusal.status() == 429;
      case ChatException told -> false;
      default -> true;
    };
  }

  private void add(URI page, List<URI> links) {
    for (URI link : links) {
      if (known.add(link)) {
        (LinkPolicy.origin(link).equals(LinkPolicy.origin(page)) ? own : foreign).add(link);
      }
    }
  }

  private void scan(SiteFile file, String text) {
    bytes += file.text().length();
    for (Candidate candidate : scanner.scan(text)) {
      if (refused.filter(candidate.key()::equals).isPresent()) {
        refusedIsThere = true;
      } else if (best == null || candidate.certainty().compareTo(best.certainty()) < 0) {
        best = candidate;
        LOG.log(Level.DEBUG, "{0} holds {1}", file.uri(), candidate);
      }
    }
  }
}
