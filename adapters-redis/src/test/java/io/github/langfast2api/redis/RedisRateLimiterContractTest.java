package io.github.langfast2api.redis;

import io.github.langfast2api.ports.contract.RateLimiterContract;
import io.github.langfast2api.ports.limits.RateLimiter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class RedisRateLimiterContractTest implements RateLimiterContract {

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

  /** One that admits nobody by itself, so that it is Redis that counts. */
  @Override
  public RateLimiter limiter() {
    return stage.instance().rateLimiter(WithoutRedis.CLOSED);
  }
}
