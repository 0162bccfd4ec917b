package bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;

/**
 * LangFast made for load: one user, one Socket.IO connection, and answers whose pieces are the
 * times at which they were sent, so that whoever reads them knows how old they are. Below {@code
 * /v1} it answers the same in OpenAI's form, to those who ask OpenAI.
 */
final class Upstream implements AutoCloseable {

  /** The characters of a piece: a time in nanoseconds, in hexadecimal. */
  static final int PIECE = 16;

  private static final String SESSION =
      """
      {"access_token":"a","refresh_token":"r","token_type":"bearer","expires_in":36000,
       "expires_at":4102444800,"user":{"id":"u"}}\
      """;
  private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private final LoadServer calls;
  private final ServerSocket runner;
  private final LongAdder events = new LongAdder();
  private volatile Plan plan = new Plan(1, Duration.ZERO, Duration.ZERO);
  private volatile Connection connection;

  /**
   * How answers are made.
   *
   * @param pieces of each answer
   * @param pace the time between two pieces
   * @param call how long it takes to start a run
   */
  record Plan(int pieces, Duration pace, Duration call) {}

  Upstream() throws IOException {
    OpenAiTwin twin = new OpenAiTwin(() -> plan, events);
    calls =
        new LoadServer(
            (path, body, answer) -> {
              if (path.startsWith("/v1")) {
                twin.answer(body, answer);
              } else if (path.startsWith("/functions")) {
                startRun(answer);
              } else {
                answer.json(path.startsWith("/auth") ? SESSION : "\"prompt\"");
              }
            });
    InetAddress loopback = InetAddress.getLoopbackAddress();
    runner = new ServerSocket(0, 16, loopback);
    Thread.ofVirtual().start(this::accept);
  }

  String callsUrl() {
    return "http://127.0.0.1:" + calls.port();
  }

  int callsPort() {
    return calls.port();
  }

  String runnerUrl() {
    return "http://127.0.0.1:" + runner.getLocalPort();
  }

  void play(Plan next) {
    plan = next;
  }

  /** Events sent so far. */
  long events() {
    return events.sum();
  }

  @Override
  public void close() throws IOException {
    calls.close();
    runner.close();
  }

  private void startRun(LoadServer.Answer answer) throws IOException {
    Plan now = plan;
    pause(now.call());
    String job = UUID.randomUUID().toString();
    answer.json("{\"run_id\":\"r\",\"jobs\":[{\"job_id\":\"" + job + "\"}]}");
    Thread.ofVirtual().start(() -> say(job, now));
  }

  private void say(String job, Plan now) {
    String head = "42[\"execution:chunk\",{\"executionId\":\"" + job + "\",\"finish_reason\":";
    StringBuilder content = new StringBuilder();
    try {
      for (int i = 0; i < now.pieces(); i++) {
        content.append("%016x".formatted(System.nanoTime()));
        connection.send(head + "null,\"content\":\"" + content + "\",\"status\":\"in_progress\"}]");
        events.increment();
        pause(now.pace());
      }
      connection.send(head + "\"stop\",\"content\":\"" + content + "\",\"status\":\"completed\"}]");
    } catch (IOException e) {
      // the gateway left
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = runner.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      String key = "";
      for (String line = LoadServer.line(in); !line.isEmpty(); line = LoadServer.line(in)) {
        if (line.toLowerCase().startsWith("sec-websocket-key:")) {
          key = line.substring(line.indexOf(':') + 1).strip();
        }
      }
      Connection to = new Connection(socket.getOutputStream());
      to.raw(
          "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              + "Sec-WebSocket-Accept: "
              + accept(key)
              + "\r\n\r\n");
      to.send("0{\"sid\":\"s\",\"upgrades\":[],\"pingInterval\":600000,\"pingTimeout\":600000}");
      in.read();
      to.send("40{\"sid\":\"n\"}");
      connection = to;
      in.transferTo(OutputStream.nullOutputStream());
    } catch (Exception e) {
      // it left
    }
  }

  private static String accept(String key) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-1")
            .digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
    return Base64.getEncoder().encodeToString(digest);
  }

  static void pause(Duration time) {
    if (time.isPositive()) {
      try {
        Thread.sleep(time);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The WebSocket on which all events go. */
  private static final class Connection {

    private final OutputStream out;
    private final ReentrantLock lock = new ReentrantLock();

    Connection(OutputStream out) {
      this.out = out;
    }

    void raw(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    void send(String text) throws IOException {
      byte[] payload = text.getBytes(StandardCharsets.UTF_8);
      int head = payload.length < 126 ? 2 : payload.length < 65536 ? 4 : 10;
      byte[] frame = new byte[head + payload.length];
      frame[0] = (byte) 0x81;
      if (head == 2) {
        frame[1] = (byte) payload.length;
      } else {
        frame[1] = (byte) (head == 4 ? 126 : 127);
        for (int i = 2; i < head; i++) {
          frame[i] = (byte) ((long) payload.length >>> 8 * (head - 1 - i));
        }
      }
      System.arraycopy(payload, 0, frame, head, payload.length);
      lock.lock();
      try {
        out.write(frame);
      } finally {
        lock.unlock();
      }
    }
  }
}
