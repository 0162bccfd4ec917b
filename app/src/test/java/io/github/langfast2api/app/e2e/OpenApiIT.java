package io.github.langfast2api.app.e2e;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code /openapi.yaml} against the gateway that serves it. */
@Timeout(120)
class OpenApiIT {

  @Test
  void theGatewayDoesWhatItsDescriptionSays() throws Exception {
    try (GatewayProcess gateway = GatewayProcess.start(Map.of())) {
      Node.test("openapi.test.mjs", Map.of("GATEWAY_URL", gateway.url()));
    }
  }
}
