package io.github.langfast2api.ports.state;

import java.util.Optional;

/** A response store that is switched off. */
final class DisabledResponseStore implements ResponseStore {

  static final DisabledResponseStore INSTANCE = new DisabledResponseStore();

  private DisabledResponseStore() {}

  @Override
  public boolean isEnabled() {
    return false;
  }

  @Override
  public void put(StoredResponse response) {}

  @Override
  public Optional<StoredResponse> find(ResponseKey key) {
    return Optional.empty();
  }

  @Override
  public boolean delete(ResponseKey key) {
    return false;
  }

  @Override
  public StoreUsage usage() {
    return StoreUsage.NONE;
  }

  @Override
  public void close() {}
}
