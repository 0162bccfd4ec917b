package io.github.langfast2api.store;

import io.github.langfast2api.ports.contract.ResponseStoreContract;
import io.github.langfast2api.ports.state.ResponseStore;
import io.github.langfast2api.ports.state.StoreLimits;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

class FileResponseStoreContractTest implements ResponseStoreContract {

  private final Path folder;

  FileResponseStoreContractTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Override
  public ResponseStore store(StoreLimits limits, InstantSource clock) {
    return new FileResponseStore(folder.resolve("responses.db"), limits, clock);
  }
}
