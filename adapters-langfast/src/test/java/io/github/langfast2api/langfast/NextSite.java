package io.github.langfast2api.langfast;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/**
 * A site on the loopback as Next.js builds and serves it: a page, its chunks, and what may be
 * wrong.
 */
final class NextSite implements AutoCloseable {

  static final String CHUNKS = "/_next/static/chunks/";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<String> paths = new CopyOnWriteArrayList<>();
  private final Map<String, Headers> headers = new ConcurrentHashMap<>();

  private interface Answer {
    void send(HttpExchange exchange) throws IOException;
  }

  NextSite() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What was asked for, in this order. */
  List<String> paths() {
    return List.copyOf(paths);
  }

  /** A header of the last request for a path. */
  Optional<String> header(String path, String name) {
    return Optional.ofNullable(headers.get(path)).map(found -> found.getFirst(name));
  }

  /** How often something was asked for. */
  long asked(String path) {
    return paths.stream().filter(path::equals).count();
  }

  /** A page as Next.js writes it, with these chunks. */
  NextSite page(String... chunks) {
    StringBuilder html =
        new StringBuilder(
            "<!DOCTYPE html><html><head><meta charset=\"utf-8\"/>"
                + "<link rel=\"stylesheet\" href=\"/_next/static/css/1f2e.css\"/>");
    for (String chunk : chunks) {
      html.append("<script src=\"").append(CHUNKS).append(chunk).append("\" async=\"\"></script>");
    }
    return file("/", html + "</head><body><div>LangFast</div></body></html>");
  }

  NextSite chunk(String name, String text) {
    return file(CHUNKS + name, text);
  }

  NextSite file(String path, String text) {
    return answer(path, exchange -> send(exchange, 200, text.getBytes(UTF_8)));
  }

  NextSite packed(String path, String text) {
    return answer(
        path,
        exchange -> {
          boolean taken =
              String.valueOf(exchange.getRequestHeaders().getFirst("Accept-Encoding"))
                  .contains("gzip");
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
          }
          exchange.getResponseHeaders().add("Content-Encoding", "gzip");
          send(exchange, taken ? 200 : 406, bytes.toByteArray());
        });
  }

  NextSite status(String path, int status) {
    return answer(path, exchange -> send(exchange, status, "<html>no</html>".getBytes(UTF_8)));
  }

  NextSite redirect(String path, String to) {
    return answer(
        path,
        exchange -> {
          exchange.getResponseHeaders().add("Location", to);
          send(exchange, 307, new byte[0]);
        });
  }

  /** Sends its head and then a byte now and again, without end. */
  NextSite slow(String path) {
    return answer(
        path,
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream out = exchange.getResponseBody()) {
            while (!end.await(20, TimeUnit.MILLISECONDS)) {
              out.write(' ');
              out.flush();
            }
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });
  }

  /** Takes the connection and breaks it. */
  NextSite broken(String path) {
    return answer(
        path,
        exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write(1);
          exchange.close();
        });
  }

  /** Sign-ins that are taken with these keys alone. */
  NextSite supabase(String... keys) {
    return answer(
        "/auth/v1/signup",
        exchange -> {
          String key = exchange.getRequestHeaders().getFirst("apikey");
          boolean known =
              List.of(keys).contains(key)
                  && ("Bearer " + key)
                      .equals(exchange.getRequestHeaders().getFirst("Authorization"));
          String session =
              "{\"access_token\":\"a\",\"refresh_token\":\"r\",\"expires_in\":3600,\"user\":{\"id\":\"u\"}}";
          String refusal = "{\"message\":\"Invalid API key\",\"hint\":\"Double check it.\"}";
          send(exchange, known ? 200 : 401, (known ? session : refusal).getBytes(UTF_8));
        });
  }

  private NextSite answer(String path, Answer answer) {
    answers.put(path, answer);
    return this;
  }

  private void serve(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    paths.add(path);
    headers.put(path, exchange.getRequestHeaders());
    try (exchange) {
      answers
          .getOrDefault(path, missing -> send(missing, 404, "not found".getBytes(UTF_8)))
          .send(exchange);
    }
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.close();
  }
}
