package io.github.langfast2api.app.training;

import io.github.langfast2api.simulator.AnswerSource;
import io.github.langfast2api.simulator.RunScript;
import io.github.langfast2api.simulator.RunStep;
import io.github.langfast2api.simulator.Simulator;
import io.github.langfast2api.simulator.SimulatorSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * LangFast over TLS, and clients of the gateway, as a process. Its first line of output is the URL
 * of the former, when it can be called; its first line of input the URL at which the clients reach
 * the gateway, over and over until they have sent their requests. It fails if an answer is not what
 * it should be.
 */
public final class TrainingTraffic {

  /** The name of the trust store in the folder that it is given. */
  public static final String TRUST_STORE = "trusted";

  private static final int CLIENTS = 24;
  private static final int REQUESTS_PER_CONNECTION = 25;

  /** Long enough for a delta to be waited for. */
  private static final Duration PACE = Duration.ofMillis(2);

  /** Of so many answers one comes at once. */
  private static final int PACED_TO_UNPACED = 4;

  private final String gateway;
  private final int count;
  private final List<TrainingRequest> requests = TrainingRequests.all();
  private final AtomicInteger sent = new AtomicInteger();

  private TrainingTraffic(String gateway, int count) {
    this.gateway = gateway;
    this.count = count;
  }

  /**
   * Runs it.
   *
   * @param args a folder for files, and the number of requests
   */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    TrainingCertificate certificate = TrainingCertificate.in(folder);
    certificate.writeTrustStore(folder.resolve(TRUST_STORE));
    try (Simulator langFast = Simulator.start(SimulatorSettings.defaults().withAnswers(answers()));
        TlsTerminator terminator =
            TlsTerminator.start(certificate.serverContext(), langFast.uri().getPort())) {
      langFast.play(
          TrainingRequests.FAILING,
          RunScript.of(RunStep.say("It "), RunStep.fail("The model failed.")));
      System.out.println(terminator.uri());
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      new TrainingTraffic(in.readLine(), Integer.parseInt(args[1])).run();
    }
    System.exit(0);
  }

  private static AnswerSource answers() {
    AnswerSource paced = AnswerSource.simulated(PACE);
    AnswerSource unpaced = AnswerSource.simulated(Duration.ZERO);
    AtomicInteger asked = new AtomicInteger();
    return question ->
        (asked.incrementAndGet() % PACED_TO_UNPACED == 0 ? unpaced : paced).to(question);
  }

  private void run() throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(
            threads.submit(
                () -> {
                  while (sent.get() < count) {
                    ask();
                  }
                  return null;
                }));
      }
      for (Future<?> client : clients) {
        client.get();
      }
    }
  }

  /** Sends a few requests over one connection. */
  private void ask() throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      for (int i = 0; i < REQUESTS_PER_CONNECTION; i++) {
        TrainingRequest request = requests.get(sent.getAndIncrement() % requests.size());
        HttpResponse<String> answer = http.send(http(request), BodyHandlers.ofString());
        if (answer.statusCode() != request.status()) {
          throw new IOException(
              "%s was answered with %d: %s".formatted(request, answer.statusCode(), answer.body()));
        }
      }
    }
  }

  private HttpRequest http(TrainingRequest request) {
    return HttpRequest.newBuilder(URI.create(gateway + request.path()))
        .header("content-type", "application/json")
        .header("authorization", "Bearer training")
        .method(request.method(), BodyPublishers.ofString(request.body()))
        .build();
  }
}
