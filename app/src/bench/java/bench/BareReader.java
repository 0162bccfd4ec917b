package bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a run's events from the upstream and does nothing with them: what whoever reads them has to
 * pay. Arguments: the runner's port and that of the calls; each line of input starts a run, whose
 * bytes are counted until nothing came for a while.
 */
final class BareReader extends Served {

  private static final int QUIET_MILLIS = 2000;

  private final Process process;

  private BareReader(Process process) {
    super(List.of(process.toHandle()), 0);
    this.process = process;
  }

  static BareReader start(Upstream upstream, List<String> pin) throws IOException {
    List<String> command = new ArrayList<>(pin);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("bench.BareReader", upstream.runnerUrl().replaceAll(".*:", "")));
    command.add(String.valueOf(upstream.callsPort()));
    return new BareReader(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** Reads a run to its end; how many bytes it had. */
  long run() throws IOException {
    process.outputWriter().write("run\n");
    process.outputWriter().flush();
    return Long.parseLong(process.inputReader().readLine());
  }

  public static void main(String[] args) throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (Socket runner = new Socket(loopback, Integer.parseInt(args[0]))) {
      send(runner.getOutputStream(), "GET / HTTP/1.1\r\nSec-WebSocket-Key: k\r\n\r\n");
      runner.getOutputStream().write(new byte[] {(byte) 0x81, (byte) 0x80, 0, 0, 0, 0});
      runner.setSoTimeout(QUIET_MILLIS);
      byte[] buffer = new byte[1 << 16];
      while (System.in.read() != '\n') {}
      long unused = drain(runner.getInputStream(), buffer);
      do {
        try (Socket call = new Socket(loopback, Integer.parseInt(args[1]))) {
          send(
              call.getOutputStream(),
              "POST /functions HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n");
          System.out.println(drain(runner.getInputStream(), buffer));
        }
      } while (System.in.read() >= 0);
    }
  }

  private static long drain(InputStream in, byte[] buffer) throws IOException {
    long bytes = 0;
    try {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        bytes += read;
      }
    } catch (java.net.SocketTimeoutException e) {
      // nothing came for a while
    }
    return bytes;
  }

  private static void send(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
  }
}
