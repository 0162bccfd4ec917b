package io.github.langfast2api.langfast.emulation;

import io.github.langfast2api.domain.Role;
import io.github.langfast2api.ports.memory.MemoryBudget;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * How tools and JSON output are made of text.
 *
 * @param secret of the installation, from which the marks are made: with another one the models'
 *     earlier turns have another form
 * @param roles those that the model of an id takes
 * @param passesFormatOn whether the backend knows response formats itself, and is asked for JSON by
 *     them where there are no tools; the answer is checked all the same
 * @param schemas to which answers are held
 * @param memory for what is held of answers while they are read, all together
 * @param observer is told how answers were read
 */
public record EmulationSettings(
    String secret,
    Function<String, Set<Role>> roles,
    boolean passesFormatOn,
    JsonSchemas schemas,
    MemoryBudget memory,
    EmulationObserver observer) {

  public EmulationSettings {
    Objects.requireNonNull(roles);
    Objects.requireNonNull(schemas);
    Objects.requireNonNull(memory);
    Objects.requireNonNull(observer);
    if (secret.isEmpty()) {
      throw new IllegalArgumentException("marks need a secret");
    }
  }

  @Override
  public String toString() {
    return "EmulationSettings[passesFormatOn=" + passesFormatOn + "]";
  }
}
