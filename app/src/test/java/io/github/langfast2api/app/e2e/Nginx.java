package io.github.langfast2api.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.langfast2api.ports.contract.Moments;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real nginx with the configuration that the documentation gives, on ports of the test's own. */
final class Nginx implements AutoCloseable {

  private static final Path DOCUMENTED = Path.of("..", "docs/deploy/nginx/langfast2api.conf");
  private static final String MAIN =
      """
      daemon off;
      pid nginx.pid;
      worker_processes 2;
      events {}
      http {
        log_format upstream $upstream_addr;
        access_log access.log upstream;
        client_body_temp_path body;
        proxy_temp_path proxy;
        fastcgi_temp_path fastcgi;
        uwsgi_temp_path uwsgi;
        scgi_temp_path scgi;
        include langfast2api.conf;
      }
      """;

  private final RunningProcess process;
  private final Path folder;
  private final int port;

  private Nginx(RunningProcess process, Path folder, int port) {
    this.process = process;
    this.folder = folder;
    this.port = port;
  }

  /** Starts it in front of instances at these two addresses. */
  static Nginx start(String first, String second) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "nginx");
    int port = freePort();
    String documented =
        Files.readString(DOCUMENTED)
            .replace("127.0.0.1:8001", authority(first))
            .replace("127.0.0.1:8002", authority(second))
            .replace("127.0.0.1:8080", "127.0.0.1:" + port);
    Files.writeString(folder.resolve("langfast2api.conf"), documented);
    Files.writeString(folder.resolve("nginx.conf"), MAIN);
    try (RunningProcess check = RunningProcess.start(command(folder, "-t"))) {
      assertEquals(0, check.awaitExit(), check::output);
    }
    Nginx nginx = new Nginx(RunningProcess.start(command(folder)), folder, port);
    Moments.until("nginx listens", nginx::listens);
    return nginx;
  }

  private static ProcessBuilder command(Path folder, String... options) {
    // Where distributions put it that is not in everybody's path.
    String program = Files.exists(Path.of("/usr/sbin/nginx")) ? "/usr/sbin/nginx" : "nginx";
    ProcessBuilder builder =
        new ProcessBuilder(program, "-e", "stderr", "-p", folder.toString(), "-c", "nginx.conf");
    builder.command().addAll(List.of(options));
    if ("root".equals(System.getProperty("user.name"))) {
      // Its workers would be nobody, who may not write to this folder.
      builder.command().addAll(List.of("-g", "user root;"));
    }
    return builder.directory(folder.toFile());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String authority(String url) {
    return URI.create(url).getAuthority();
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** Where it listens. */
  String url() {
    return "http://127.0.0.1:" + port;
  }

  /** To whom it gave the requests that have ended: for each, the instances in their order. */
  List<String> choices() throws IOException {
    return Files.readAllLines(folder.resolve("access.log"));
  }

  @Override
  public void close() {
    process.close();
  }
}
