package bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Another gateway, in front of the twin of the load's upstream, with as little to do as it can
 * have.
 */
final class PeerProcess extends Served {

  /** What Portkey's gateway is told of its upstream by each request. */
  private static final String PORTKEY_HEADERS =
      """
      x-portkey-provider: openai\r
      x-portkey-custom-host: %s/v1\r
      """;

  private static final String LITELLM_CONFIGURATION =
      """
      model_list:
        - model_name: gpt-4.1
          litellm_params:
            model: openai/gpt-4.1
            api_base: %s/v1
            api_key: k
      """;

  /** Without calls to the network at its start, a key to be checked, or lines of log. */
  private static final Map<String, String> LITELLM_ENVIRONMENT =
      Map.of(
          "LITELLM_LOCAL_MODEL_COST_MAP", "True",
          "LITELLM_LOG", "ERROR",
          "LITELLM_DANGEROUSLY_PERMIT_WEAK_OR_UNSET_MASTER_KEY", "true");

  /** A slow start on a core that others want as well. */
  private static final int START_MILLIS = 180_000;

  private static final int POLL_MILLIS = 20;

  private final Process process;

  private PeerProcess(Process process, int port) {
    super(processes(process.toHandle()), port);
    this.process = process;
  }

  /** LiteLLM's proxy, with one worker. */
  static PeerProcess litellm(Upstream upstream, List<String> pin, Path folder)
      throws IOException, InterruptedException {
    Path file = Files.createTempFile("litellm", ".yaml");
    Files.writeString(file, LITELLM_CONFIGURATION.formatted(upstream.callsUrl()));
    int port = freePort();
    List<String> command = new ArrayList<>(pin);
    command.add(folder.resolve("bin/litellm").toString());
    command.addAll(List.of("--config", file.toString(), "--host", "127.0.0.1"));
    command.addAll(List.of("--port", String.valueOf(port), "--num_workers", "1"));
    command.addAll(List.of("--telemetry", "False"));
    return start(command, LITELLM_ENVIRONMENT, port);
  }

  /** Portkey's gateway, which is told where its upstream is by {@link #portkey(BenchRequest)}. */
  static PeerProcess portkey(List<String> pin, Path folder)
      throws IOException, InterruptedException {
    int port = freePort();
    List<String> command = new ArrayList<>(pin);
    command.add("node");
    command.add(
        folder.resolve("node_modules/@portkey-ai/gateway/build/start-server.js").toString());
    command.addAll(List.of("--headless", "--port=" + port));
    return start(command, Map.of("NODE_ENV", "production"), port);
  }

  /** The question with the headers that Portkey's gateway wants. */
  static BenchRequest portkey(BenchRequest question, Upstream upstream) {
    return question.withHeaders(PORTKEY_HEADERS.formatted(upstream.callsUrl()));
  }

  /** A {@link BareProxy} with the JVM's flags of the gateway. */
  static PeerProcess bare(Upstream upstream, List<String> pin, String mode, List<String> flags)
      throws IOException, InterruptedException {
    int port = freePort();
    List<String> command = new ArrayList<>(pin);
    command.addAll(MeasuredGateway.java(flags));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "bench.BareProxy"));
    command.addAll(List.of(mode, String.valueOf(port), String.valueOf(upstream.callsPort())));
    return start(command, Map.of(), port);
  }

  private static PeerProcess start(List<String> command, Map<String, String> environment, int port)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile("peer", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      await(process.toHandle(), port);
    } catch (IOException e) {
      process.destroyForcibly();
      throw new IOException(String.join(" ", command) + ":\n" + Files.readString(log), e);
    }
    return new PeerProcess(process, port);
  }

  /** Waits until a process listens. */
  static void await(ProcessHandle process, int port) throws IOException, InterruptedException {
    for (int waited = 0; ; waited += POLL_MILLIS) {
      try (Socket unused = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException e) {
        if (waited > START_MILLIS || !process.isAlive()) {
          throw e;
        }
        Thread.sleep(POLL_MILLIS);
      }
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static List<ProcessHandle> processes(ProcessHandle first) {
    List<ProcessHandle> all = new ArrayList<>(List.of(first));
    first.descendants().forEach(all::add);
    return all;
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    super.close();
  }
}
