package io.github.langfast2api.http.request;

import static java.lang.System.Logger.Level.DEBUG;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Logs the names of request fields that an API does not have, each name once and a limited number
 * of names, since clients choose them. They are no error: OpenAI adds fields all the time. Safe for
 * any thread.
 */
public final class UnknownFields {

  private static final System.Logger LOG = System.getLogger(UnknownFields.class.getName());
  private static final int MAX_LOGGED_NAMES = 100;

  /** Names that are logged: any other text may be a secret or an attempt to forge log lines. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  private final Set<String> known;
  private final Set<String> logged = ConcurrentHashMap.newKeySet();

  /**
   * A log of the fields that one API does not have.
   *
   * @param known the names of the fields that it has
   */
  public UnknownFields(Set<String> known) {
    this.known = Set.copyOf(known);
  }

  /** Logs those of these names that are unknown and were not logged before. */
  public void log(Set<String> names) {
    for (String name : names) {
      if (!known.contains(name)
          && NAME.matcher(name).matches()
          && logged.size() < MAX_LOGGED_NAMES
          && logged.add(name)) {
        LOG.log(DEBUG, "a client sends the unknown field {0}", name);
      }
    }
  }
}
