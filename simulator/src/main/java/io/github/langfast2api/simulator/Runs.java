package io.github.langfast2api.simulator;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** Starts runs: chooses each one's script, and plays it on a thread of its own. */
final class Runs {
  private final AnswerSource unscripted;
  private final RunnerClients clients;
  private final SimulatorShutdown shutdown;
  private final Executor threads;
  private final RunLog log = new RunLog();
  private final Map<String, RunScript> scripted = new ConcurrentHashMap<>();

  Runs(
      AnswerSource unscripted,
      RunnerClients clients,
      SimulatorShutdown shutdown,
      Executor threads) {
    this.unscripted = unscripted;
    this.clients = clients;
    this.shutdown = shutdown;
    this.threads = threads;
  }

  void script(String userText, RunScript answer) {
    scripted.put(userText, answer);
  }

  List<JsonObject> bodies() {
    return log.bodies();
  }

  /** Starts a run; its steps are played after the reply was sent. */
  CallReply start(String userId, JsonObject body, Question question) {
    log.add(body);
    RunScript answer = answer(question);
    String jobId = UUID.randomUUID().toString();
    Playback playback = new Playback(jobId, userId, clients, shutdown);
    playback.play(answer.beforeAccepted());
    return CallReply.of(200, accepted(body.getString("run_id"), jobId))
        .then(() -> threads.execute(() -> playback.play(answer.steps())));
  }

  private RunScript answer(Question question) {
    RunScript script = scripted.get(question.userText());
    return script == null ? unscripted.to(question) : script;
  }

  private static String accepted(String runId, String jobId) {
    return "{\"run_id\":\"%s\",\"jobs\":[{\"job_id\":\"%s\"}]}".formatted(runId, jobId);
  }
}
