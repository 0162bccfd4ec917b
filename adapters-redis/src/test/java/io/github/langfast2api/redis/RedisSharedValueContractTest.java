package io.github.langfast2api.redis;

import io.github.langfast2api.ports.contract.SharedValueContract;
import io.github.langfast2api.ports.state.SharedValue;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class RedisSharedValueContractTest implements SharedValueContract {

  private static final StateKey KEY = StateKey.of("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");

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
  public List<SharedValue> twoInstances() {
    return List.of(stage.instance().value("session", KEY), stage.instance().value("session", KEY));
  }
}
