package io.github.langfast2api.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.ResponseFormatJsonObject;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.github.langfast2api.ports.contract.Moments;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real clients, the jar, and a real Socket.IO server that plays LangFast. */
@Timeout(300)
class RealUpstreamIT {

  private static LangFastServer langFast;
  private static GatewayProcess gateway;
  private static OpenAIClient client;

  @BeforeAll
  static void start() throws Exception {
    langFast = LangFastServer.start();
    gateway = GatewayProcess.start(langFast.settings());
    client = client("sk-second");
  }

  @AfterAll
  static void stop() {
    client.close();
    gateway.close();
    langFast.close();
  }

  @Test
  void theOpenAiPackageOfNpmIsServed() throws Exception {
    Node.test("openai.test.mjs", Map.of("BASE_URL", gateway.url() + "/v1", "API_KEY", "sk-first"));
  }

  @Test
  void oneSignInAndOnePromptServeAllRequests() throws Exception {
    for (int i = 0; i < 5; i++) {
      ChatCompletion unused = client.chat().completions().create(ask("say again"));
    }
    assertEquals(1, langFast.count("password"));
    assertEquals(1, langFast.count("createPrompt"));
    assertEquals(0, langFast.count("signUp"));
  }

  @Test
  void aRestartNeedsNoSignInAndNoOtherPrompt(@TempDir Path folder) throws Exception {
    try (LangFastServer server = LangFastServer.start()) {
      Map<String, String> settings = new HashMap<>(server.settings());
      settings.put("LANGFAST_SESSION_FILE", folder.resolve("session.json").toString());
      for (int start = 0; start < 3; start++) {
        try (GatewayProcess restarted = GatewayProcess.start(settings)) {
          Moments.until("it is ready", () -> isReady(restarted.url()));
          OpenAIClient user = client(restarted, "sk-first");
          ChatCompletion unused = user.chat().completions().create(ask("say again"));
          user.close();
        }
      }
      assertEquals(1, server.count("password"));
      assertEquals(0, server.count("refresh"));
      assertEquals(1, server.count("createPrompt"));
      assertEquals(3, server.count("startRun"));
    }
  }

  @Test
  void aLangFastThatTakesResponseFormatsIsSentThem() throws Exception {
    ChatCompletionCreateParams format =
        ask("format").toBuilder()
            .responseFormat(ResponseFormatJsonObject.builder().build())
            .build();
    try (LangFastServer server = LangFastServer.takingResponseFormats();
        GatewayProcess formatting = GatewayProcess.start(server.settings())) {
      OpenAIClient user = client(formatting, "sk-first");
      ChatCompletion answer = user.chat().completions().create(format);
      user.close();
      assertEquals(
          Optional.of("{\"type\":\"json_object\"}"),
          answer.choices().getFirst().message().content());
    }
  }

  private static boolean isReady(String url) {
    try {
      return get(url + "/health/ready").contains("\"UP\"");
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void readinessTellsThatTheUpstreamIsThere() throws Exception {
    ChatCompletion unused = client.chat().completions().create(ask("say ready"));
    assertTrue(get(gateway.url() + "/health/ready").contains("UP"));
  }

  private static ChatCompletionCreateParams ask(String text) {
    return ChatCompletionCreateParams.builder().model("gpt-4o-mini").addUserMessage(text).build();
  }

  private static OpenAIClient client(String key) {
    return client(gateway, key);
  }

  private static OpenAIClient client(GatewayProcess of, String key) {
    return OpenAIOkHttpClient.builder().baseUrl(of.url() + "/v1").apiKey(key).maxRetries(0).build();
  }

  private static String get(String url) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return http.send(
              HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }
}
