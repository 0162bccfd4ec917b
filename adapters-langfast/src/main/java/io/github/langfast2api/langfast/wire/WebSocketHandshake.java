package io.github.langfast2api.langfast.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.webclient.api.ClientConnection;
import io.helidon.webclient.api.HttpClientResponse;
import io.helidon.webclient.http1.UpgradeResponse;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** A client's opening handshake: RFC 6455, section 4.1. */
final class WebSocketHandshake {

  private static final HeaderName KEY = HeaderNames.create("Sec-WebSocket-Key");
  private static final HeaderName ACCEPT = HeaderNames.create("Sec-WebSocket-Accept");
  private static final HeaderName VERSION = HeaderNames.create("Sec-WebSocket-Version");
  private static final HeaderName EXTENSIONS = HeaderNames.create("Sec-WebSocket-Extensions");
  private static final HeaderName PROTOCOL = HeaderNames.create("Sec-WebSocket-Protocol");
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final UpstreamClient client;
  private final URI uri;

  /**
   * @param uri an http or https URI
   */
  WebSocketHandshake(UpstreamClient client, URI uri) {
    this.client = client;
    this.uri = uri;
  }

  /**
   * Connects and upgrades the connection.
   *
   * @return the connection, on which frames come and go from now on
   * @throws HttpRefusedException if the server answers with another status than 101
   * @throws WebSocketClosedException if the server's handshake is invalid
   * @throws java.io.UncheckedIOException if there is no answer, or no connection
   */
  ClientConnection connect() {
    ClientConnection connection = client.connect(uri);
    try {
      return upgrade(connection);
    } catch (RuntimeException e) {
      connection.closeResource();
      throw e;
    }
  }

  private ClientConnection upgrade(ClientConnection connection) {
    String key = Base64.getEncoder().encodeToString(nonce());
    UpgradeResponse answer =
        client
            .http()
            .get()
            .connection(connection)
            .uri(uri)
            .header(HeaderNames.CONNECTION, "Upgrade")
            .header(HeaderNames.UPGRADE, "websocket")
            .header(KEY, key)
            .header(VERSION, "13")
            .followRedirects(false)
            .upgrade("websocket");
    if (!answer.isUpgraded()) {
      try (HttpClientResponse response = answer.response()) {
        throw HttpRefusedException.of(response);
      }
    }
    if (!isAccepted(answer.response().headers(), key)) {
      throw new WebSocketClosedException(
          WebSocketClosedException.PROTOCOL_ERROR, "the handshake is invalid");
    }
    return answer.connection();
  }

  private static boolean isAccepted(Headers headers, String key) {
    return headers.first(ACCEPT).filter(accept(key)::equals).isPresent()
        && !headers.contains(EXTENSIONS)
        && !headers.contains(PROTOCOL);
  }

  /** The Sec-WebSocket-Accept that proves that the server has read the key. */
  static String accept(String key) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      return Base64.getEncoder().encodeToString(sha1.digest((key + GUID).getBytes(US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-1", e);
    }
  }

  private static byte[] nonce() {
    byte[] nonce = new byte[16];
    RANDOM.nextBytes(nonce);
    return nonce;
  }
}
