package io.github.langfast2api.domain;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A model and what it supports.
 *
 * @param id its name in requests
 * @param displayName its name for people
 * @param created when it was released, in whole seconds
 * @param owner the organization that owns it
 * @param versions the ids of its dated versions, which are aliases
 * @param roles the roles that its messages may have
 * @param formats the response formats that it supports; empty if not even text can be requested
 * @param sampling whether it supports temperature, top-p and the penalties
 * @param reasoningEfforts the reasoning efforts that it supports; may be empty
 * @param verbosities the verbosities that it supports; may be empty
 * @param tokenizer the name of its tokenizer's encoding
 * @param maxCompletionTokens the most completion tokens that it generates
 */
public record Model(
    String id,
    String displayName,
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

  /** A response format. */
  public enum Format {
    TEXT,
    JSON_OBJECT,
    JSON_SCHEMA
  }

  public Model {
    Objects.requireNonNull(displayName);
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
