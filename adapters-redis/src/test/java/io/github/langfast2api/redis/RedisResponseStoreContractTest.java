package io.github.langfast2api.redis;

import io.github.langfast2api.ports.contract.ResponseStoreContract;
import io.github.langfast2api.ports.state.ResponseStore;
import io.github.langfast2api.ports.state.StoreLimits;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class RedisResponseStoreContractTest implements ResponseStoreContract {

  private static RedisServer server;
  private RedisStage stage;

  @BeforeAll
  static void startServer() {
    server = RedisServer.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void setUp() {
    stage = new RedisStage(server);
  }

  @AfterEach
  void tearDown() {
    stage.close();
  }

  @Override
  public ResponseStore store(StoreLimits limits, InstantSource clock) {
    return stage.instance().responses(limits, clock);
  }
}
