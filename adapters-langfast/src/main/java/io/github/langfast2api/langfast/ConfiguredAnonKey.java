package io.github.langfast2api.langfast;

import java.util.Optional;

/** The key that the operator has set. Nobody looks for another. */
record ConfiguredAnonKey(String current) implements AnonKeys {

  @Override
  public Optional<String> insteadOf(String refused) {
    return Optional.empty();
  }

  @Override
  public void accepted(String key) {}

  @Override
  public void start() {}

  @Override
  public Optional<String> notReadyReason() {
    return Optional.empty();
  }

  @Override
  public String origin() {
    return "LANGFAST_ANON_KEY, " + AnonKeys.masked(current);
  }

  @Override
  public String toString() {
    return "ConfiguredAnonKey[" + AnonKeys.masked(current) + "]";
  }
}
