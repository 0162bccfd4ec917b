package io.github.langfast2api.ports.state;

import io.github.langfast2api.ports.contract.ResponseStoreContract;
import java.time.InstantSource;

class InMemoryResponseStoreTest implements ResponseStoreContract {

  @Override
  public ResponseStore store(StoreLimits limits, InstantSource clock) {
    return new InMemoryResponseStore(limits, clock);
  }
}
