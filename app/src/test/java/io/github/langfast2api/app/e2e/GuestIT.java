package io.github.langfast2api.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The jar with no more said than that LangFast answers: it finds the key, and is one guest. */
@Timeout(300)
class GuestIT {

  @Test
  void oneSettingConnectsItAndRestartsReadNoPageAndMakeNoOtherGuest(@TempDir Path folder)
      throws Exception {
    try (LangFastServer langFast = LangFastServer.start()) {
      Map<String, String> settings = new HashMap<>(langFast.guestSettings());
      settings.put("LANGFAST_SESSION_FILE", folder.resolve("session.json").toString());
      for (int start = 0; start < 2; start++) {
        try (GatewayProcess gateway = GatewayProcess.start(settings)) {
          String answer = answer(gateway.url());
          assertTrue(answer.contains("\"content\":\"hello guest\""), answer);
          String output = gateway.output();
          assertTrue(output.contains("with the key of " + langFast.url() + "."), output);
          assertFalse(output.contains("eyJhbGciOi"), output);
        }
      }
      assertEquals(1, langFast.count("page"));
      assertEquals(1, langFast.count("signUp"));
      assertEquals(2, langFast.count("startRun"));
    }
  }

  private static String answer(String url) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/v1/chat/completions"))
            .header("content-type", "application/json")
            .POST(
                BodyPublishers.ofString(
                    """
                    {"model": "gpt-4.1", "messages": [{"role": "user", "content": "say hello guest"}]}\
                    """))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request, BodyHandlers.ofString()).body();
    }
  }
}
