package io.github.langfast2api.domain;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A model and what it takes.
 *
 * @param id what clients call it
 * @param created when it was made known, to the second
 * @param owner who made it
 * @param versions the ids of its dated versions, which are other names for it
 * @param roles who may speak in its conversations
 * @param formats which forms of answer it can be asked for; empty if it cannot be asked
 * @param sampling whether it takes temperature, top-p and the penalties
 * @param reasoningEfforts the efforts it knows; empty if it cannot be asked
 * @param verbosities the verbosities it knows; empty if it cannot be asked
 * @param tokenizer the name of the encoding that makes tokens of its texts
 * @param maxCompletionTokens the longest answer it gives, in tokens
 */
public record Model(
    String id,
    Instant created,
    String owner,
    List<String> versions,
    Set<Role> roles,
    Set<Format> formats,
    boolean sampling,
    List<String> reasoningEfforts,
    List<String> verbosities,
    String tokenizer,
    int maxCompletionTokens) {

  /** A form of answer that a model can be asked for. */
  public enum Format {
    TEXT,
    JSON_OBJECT,
    JSON_SCHEMA
  }

  public Model {
    Objects.requireNonNull(created);
    Objects.requireNonNull(owner);
    Objects.requireNonNull(tokenizer);
    versions = List.copyOf(versions);
    roles = Set.copyOf(roles);
    formats = Set.copyOf(formats);
    reasoningEfforts = List.copyOf(reasoningEfforts);
    verbosities = List.copyOf(verbosities);
    if (id.isBlank()) {
      throw new IllegalArgumentException("a model needs an id");
    }
    if (!roles.contains(Role.USER)) {
      throw new IllegalArgumentException(id + " takes no user messages");
    }
    if (maxCompletionTokens < 1) {
      throw new IllegalArgumentException(id + " has no room for an answer");
    }
  }
}
