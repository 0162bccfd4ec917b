package io.github.langfast2api.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatorAuthTest {
  private static final String PASSWORD = "/auth/v1/token?grant_type=password";

  private final Simulator simulator =
      Simulator.start(SimulatorSettings.defaults().withTokenLifetime(Duration.ofMinutes(10)));
  private final Peer peer = Peer.signedUp(simulator);

  @AfterEach
  void close() {
    peer.close();
    simulator.close();
  }

  @Test
  void anAccessTokenNamesItsUserAndItsEnd() {
    JsonObject session = Peer.json(peer.post("/auth/v1/signup", "{}"));
    String payload = session.getString("access_token").split("\\.", -1)[1];
    JsonObject claims =
        Peer.json(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));

    assertEquals(session.getJsonObject("user").getString("id"), claims.getString("sub"));
    assertEquals(session.getInt("expires_at"), claims.getInt("exp"));
    assertEquals(600, session.getInt("expires_in"));
    assertEquals("bearer", session.getString("token_type"));
  }

  @Test
  void everySignUpIsAnotherUser() {
    String first = peer.userId;
    peer.take(peer.post("/auth/v1/signup", "{}"));

    assertNotEquals(first, peer.userId);
    assertEquals(2, simulator.calls(Call.SIGN_UP));
  }

  @Test
  void anAccountIsTheSameUserAtEachSignIn() {
    String body = "{\"email\":\"a@example.com\",\"password\":\"secret\"}";
    peer.take(peer.post(PASSWORD, body));
    String first = peer.userId;
    peer.take(peer.post(PASSWORD, body));

    assertEquals(first, peer.userId);
    assertEquals(2, simulator.calls(Call.PASSWORD));
  }

  @Test
  void anAccountWithoutAPasswordIsRefused() {
    HttpResponse<String> response = peer.post(PASSWORD, "{\"email\":\"a@example.com\"}");

    assertEquals(400, response.statusCode());
    assertEquals("validation_failed", Peer.json(response).getString("error_code"));
  }

  @Test
  void aRefreshTokenIsExchangedForANewOneOfTheSameUser() {
    String user = peer.userId;
    String before = peer.refreshToken;
    peer.take(peer.refresh(before));

    assertEquals(user, peer.userId);
    assertNotEquals(before, peer.refreshToken);
    assertEquals(1, simulator.calls(Call.REFRESH));
  }

  @Test
  void thePreviousRefreshTokenIsTakenAgainForAWhile() {
    String before = peer.refreshToken;
    peer.take(peer.refresh(before));
    String current = peer.refreshToken;
    peer.take(peer.refresh(before));

    assertEquals(current, peer.refreshToken);
  }

  @Test
  void theReuseOfARefreshTokenAfterThatEndsTheSession() {
    try (Simulator strict =
            Simulator.start(SimulatorSettings.defaults().withRefreshReuse(Duration.ZERO));
        Peer user = Peer.signedUp(strict)) {
      String before = user.refreshToken;
      user.take(user.refresh(before));
      JsonObject reused = Peer.json(user.refresh(before));
      JsonObject after = Peer.json(user.refresh(user.refreshToken));

      assertEquals("refresh_token_already_used", reused.getString("error_code"));
      assertEquals("refresh_token_not_found", after.getString("error_code"));
    }
  }

  @Test
  void anUnknownRefreshTokenIsRefused() {
    HttpResponse<String> response = peer.refresh("unknown");

    assertEquals(400, response.statusCode());
    assertEquals("refresh_token_not_found", Peer.json(response).getString("error_code"));
    assertFalse(Peer.json(response).getString("msg").isEmpty());
  }

  @Test
  void aWrongApiKeyIsRefusedInAuthsForm() {
    peer.apiKey = "wrong";
    HttpResponse<String> response = peer.post("/auth/v1/signup", "{}");

    assertEquals(401, response.statusCode());
    assertEquals(401, Peer.json(response).getInt("code"));
    assertEquals("no_authorization", Peer.json(response).getString("error_code"));
  }

  @Test
  void aBodyThatIsNoJsonIsRefused() {
    assertEquals(400, peer.post("/auth/v1/signup", "{").statusCode());
    assertEquals(400, peer.post("/auth/v1/token?grant_type=other", "{}").statusCode());
  }
}
