package bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Many clients, each a thread that reads what its socket brings. */
final class Clients {

  private final int port;
  private final BenchRequest question;
  private final byte[] beforeText;
  private final byte[] end;
  final LongAdder deltas = new LongAdder();
  final LongAdder answers = new LongAdder();
  final AtomicInteger failed = new AtomicInteger();
  final AtomicInteger begun = new AtomicInteger();
  private final long[] ages = new long[1_000_000];
  private final AtomicInteger aged = new AtomicInteger();

  private volatile boolean stopped;

  /** How many deltas came while somebody looked. */
  long measured;

  Clients(int port) {
    this(port, BenchRequest.HI);
  }

  Clients(int port, BenchRequest question) {
    this.port = port;
    this.question = question;
    this.beforeText = question.beforeText().getBytes(StandardCharsets.US_ASCII);
    this.end = question.end().getBytes(StandardCharsets.US_ASCII);
  }

  /** Opens streams one after the other, in waves that a backlog can take. */
  CountDownLatch open(int count, int requestsEach, boolean stream) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(count);
    for (int i = 0; i < count; i++) {
      Thread.ofVirtual().start(() -> run(requestsEach, stream, done));
      if (i % 20 == 19) {
        Thread.sleep(5);
      }
    }
    return done;
  }

  /** Opens streams at even distances, so that their deltas do not all come at once. */
  CountDownLatch openSpread(int count, int requestsEach, Duration over) {
    CountDownLatch done = new CountDownLatch(count);
    for (int i = 0; i < count; i++) {
      Duration offset = over.multipliedBy(i).dividedBy(count);
      Thread.ofVirtual()
          .start(
              () -> {
                Upstream.pause(offset);
                run(requestsEach, true, done);
              });
    }
    return done;
  }

  /** Lets each client finish the answer that it reads, and ask no more. */
  void stop() {
    stopped = true;
  }

  /** What was measured so far is not. */
  void forgetAges() {
    aged.set(0);
  }

  /** The age of pieces when they were read, in milliseconds. */
  double age(double quantile) {
    int count = Math.min(aged.get(), ages.length);
    if (count == 0) {
      return Double.NaN;
    }
    long[] sorted = Arrays.copyOf(ages, count);
    Arrays.sort(sorted);
    return sorted[(int) Math.min(count - 1, count * quantile)] / 1e6;
  }

  /** Milliseconds to the first text of one request after the other. */
  List<Double> firstTexts(int count) throws IOException {
    List<Double> times = new ArrayList<>();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      for (int i = 0; i < count; i++) {
        long start = System.nanoTime();
        socket.getOutputStream().write(request(true));
        Reader reader = new Reader(socket.getInputStream());
        reader.head();
        reader.toContent();
        times.add((System.nanoTime() - start) / 1e6);
        reader.toEnd();
      }
    }
    return times;
  }

  /** Asks for the models, which costs no call. */
  void models() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      byte[] request =
          "GET /v1/models HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
      socket.getOutputStream().write(request);
      new Reader(socket.getInputStream()).toBodyEnd();
    }
  }

  private void run(int requests, boolean stream, CountDownLatch done) {
    try {
      run(requests, stream);
    } catch (IOException e) {
      if (failed.getAndIncrement() == 0 && measured == 0) {
        System.err.println("the first failure: " + e);
      }
    } finally {
      done.countDown();
    }
  }

  private void run(int requests, boolean stream) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(120_000);
      for (int i = 0; i < requests && !stopped; i++) {
        socket.getOutputStream().write(request(stream));
        Reader reader = new Reader(socket.getInputStream());
        if (stream) {
          reader.head();
          boolean first = true;
          while (reader.toContent()) {
            if (first) {
              first = false;
              begun.incrementAndGet();
            }
          }
          reader.toEnd();
        } else {
          reader.toBodyEnd();
        }
        answers.increment();
      }
    }
  }

  private byte[] request(boolean stream) {
    String body = question.body(stream);
    return ("POST "
            + question.path()
            + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
            + MeasuredGateway.KEY
            + "\r\n"
            + question.headers()
            + "Content-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** Looks for what matters in the bytes of an answer. */
  private final class Reader {

    private final InputStream in;
    private final byte[] buffer = new byte[2048];
    private int from;
    private int to;

    Reader(InputStream in) {
      this.in = in;
    }

    /** Reads the next delta and notes the age of its last piece; false after the last. */
    boolean toContent() throws IOException {
      int content = 0;
      int done = 0;
      while (true) {
        int b = read();
        content = b == beforeText[content] ? content + 1 : b == beforeText[0] ? 1 : 0;
        done = b == end[done] ? done + 1 : b == end[0] ? 1 : 0;
        if (done == end.length) {
          return false;
        }
        if (content == beforeText.length) {
          content = 0;
          if (piece()) {
            return true;
          }
        }
      }
    }

    /** Whether the content is not empty. */
    private boolean piece() throws IOException {
      long time = 0;
      int length = 0;
      for (int b = read(); b != '"'; b = read()) {
        length++;
        time = time << 4 | Character.digit(b, 16);
      }
      if (length > 0) {
        deltas.increment();
        int index = aged.getAndIncrement();
        if (index < ages.length) {
          ages[index] = System.nanoTime() - time;
        }
      }
      return length > 0;
    }

    /** Reads the end of a chunked body. */
    void toEnd() throws IOException {
      int matched = 0;
      byte[] bodyEnd = "\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
      while (matched < bodyEnd.length) {
        int b = read();
        matched = b == bodyEnd[matched] ? matched + 1 : b == bodyEnd[0] ? 1 : 0;
      }
    }

    /** Reads an answer that is not a stream. */
    void toBodyEnd() throws IOException {
      body(head());
    }

    /**
     * Reads status and headers.
     *
     * @throws IOException with the whole answer if it is an error
     */
    String head() throws IOException {
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        head.append((char) read());
      }
      if (head.indexOf("HTTP/1.1 200") != 0) {
        throw new IOException(head + body(head.toString()));
      }
      return head.toString();
    }

    private String body(String head) throws IOException {
      String lower = head.toLowerCase();
      if (lower.contains("transfer-encoding: chunked")) {
        toEnd();
        return "";
      }
      int at = lower.indexOf("content-length:") + "content-length:".length();
      int length = Integer.parseInt(lower.substring(at, lower.indexOf('\r', at)).strip());
      StringBuilder body = new StringBuilder();
      for (int i = 0; i < length; i++) {
        body.append((char) read());
      }
      return body.toString();
    }

    private int read() throws IOException {
      if (from == to) {
        to = in.read(buffer);
        from = 0;
        if (to <= 0) {
          throw new IOException("the answer broke off");
        }
      }
      return buffer[from++];
    }
  }
}
