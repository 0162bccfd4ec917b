package io.github.langfast2api.simulator;

import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The JDK's WebSocket at the runner, with what came over it in a queue. */
final class PeerSocket implements WebSocket.Listener {
  private final BlockingQueue<String> packets = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();
  private final StringBuilder partial = new StringBuilder();
  private final WebSocket socket;

  PeerSocket(HttpClient http, URI uri) {
    URI address =
        URI.create("ws" + uri.toString().substring(4) + path("EIO=4&transport=websocket"));
    this.socket = http.newWebSocketBuilder().buildAsync(address, this).join();
  }

  static String path(String query) {
    return "/socket.io/?" + query;
  }

  void send(String packet) {
    socket.sendText(packet, true).join();
  }

  void close(int code) {
    socket.sendClose(code, "").join();
  }

  void abort() {
    socket.abort();
  }

  /** The next packet, whatever it is. */
  String next() {
    try {
      String packet = packets.poll(Waiting.SECONDS, TimeUnit.SECONDS);
      assertTrue(packet != null, "nothing came");
      return packet;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The argument of the next event, which must be of this name. */
  JsonObject next(String event) {
    String packet = next();
    assertTrue(packet.startsWith("42"), packet);
    try (JsonReader reader = Json.createReader(new StringReader(packet.substring(2)))) {
      JsonArray array = reader.readArray();
      assertTrue(array.getString(0).equals(event), packet);
      return array.getJsonObject(1);
    }
  }

  JsonObject chunk() {
    return next("execution:chunk");
  }

  /** The chunk that ends the run. */
  JsonObject lastChunk() {
    JsonObject chunk = chunk();
    while (chunk.getString("status").equals("in_progress")) {
      chunk = chunk();
    }
    return chunk;
  }

  /** The close code; 1006 where there was no close frame. */
  int closed() {
    return closeCode.completeOnTimeout(-1, Waiting.SECONDS, TimeUnit.SECONDS).join();
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      packets.add(partial.toString());
      partial.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closeCode.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closeCode.complete(1006);
  }
}
