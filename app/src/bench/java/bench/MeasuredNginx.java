package bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** nginx that passes server-sent events on as they come: as little as a gateway can do. */
final class MeasuredNginx extends Served {

  private static final String CONFIGURATION =
      """
      daemon off;
      worker_processes 1;
      worker_rlimit_nofile 65536;
      pid %1$s/pid;
      error_log %1$s/error.log;
      events { worker_connections 65536; }
      http {
        access_log off;
        client_body_temp_path %1$s; proxy_temp_path %1$s; fastcgi_temp_path %1$s;
        uwsgi_temp_path %1$s; scgi_temp_path %1$s;
        keepalive_requests 1000000;
        upstream twin { server 127.0.0.1:%3$d; keepalive 1024; keepalive_requests 1000000; }
        server {
          listen 127.0.0.1:%2$d backlog=4096;
          location / {
            proxy_pass http://twin;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_buffering off;
            proxy_read_timeout 300s;
          }
        }
      }
      """;

  private final ProcessHandle master;

  private MeasuredNginx(List<ProcessHandle> processes, int port) {
    super(processes, port);
    this.master = processes.getFirst();
  }

  /** Asks it to end, so that it ends its workers. */
  @Override
  public void close() {
    if (master.destroy()) {
      var unused = master.onExit().join();
    }
  }

  /** Starts it in front of an upstream. */
  static MeasuredNginx start(Upstream upstream, List<String> pin) throws Exception {
    int port = PeerProcess.freePort();
    Path folder = Files.createTempDirectory("bench");
    Path file = folder.resolve("nginx.conf");
    Files.writeString(file, CONFIGURATION.formatted(folder, port, upstream.callsPort()));
    List<String> command = new ArrayList<>(pin);
    command.addAll(List.of("nginx", "-e", folder + "/error.log", "-c", file.toString()));
    ProcessHandle master = new ProcessBuilder(command).inheritIO().start().toHandle();
    PeerProcess.await(master, port);
    while (master.descendants().findAny().isEmpty()) {
      Thread.sleep(10); // it listens before it has its worker
    }
    List<ProcessHandle> all = new ArrayList<>(List.of(master));
    master.descendants().forEach(all::add);
    return new MeasuredNginx(all, port);
  }
}
