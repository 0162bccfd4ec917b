package io.github.langfast2api.simulator;

import java.util.List;

/** The playback of one run's script to its user's clients. For one thread at a time. */
final class Playback {
  private final String jobId;
  private final String userId;
  private final RunnerClients clients;
  private final SimulatorShutdown shutdown;
  private final StringBuilder content = new StringBuilder();

  Playback(String jobId, String userId, RunnerClients clients, SimulatorShutdown shutdown) {
    this.jobId = jobId;
    this.userId = userId;
    this.clients = clients;
    this.shutdown = shutdown;
  }

  void play(List<RunStep> steps) {
    for (RunStep step : steps) {
      if (shutdown.hasBegun()) {
        return;
      }
      play(step);
    }
  }

  private void play(RunStep step) {
    switch (step) {
      case RunStep.Say(String text) -> say(text);
      case RunStep.Show(String text) -> {
        content.setLength(0);
        say(text);
      }
      case RunStep.Pause(var time) -> shutdown.pause(time);
      case RunStep.Packet(String text) -> clients.send(userId, text.replace("{job}", jobId));
      case RunStep.Complete(String reason) -> chunk("completed", JsonText.quoted(reason), "");
      case RunStep.Fail(String message) ->
          chunk("failed", "null", ",\"error\":" + JsonText.quoted(message));
      case RunStep.Drop() -> clients.abort(userId);
      case RunStep.Hold() -> shutdown.await();
    }
  }

  private void say(String text) {
    content.append(text);
    chunk("in_progress", "null", "");
  }

  private void chunk(String status, String finishReason, String error) {
    clients.send(
        userId,
        "42[\"execution:chunk\",{\"executionId\":\""
            + jobId
            + "\",\"status\":\""
            + status
            + "\",\"finish_reason\":"
            + finishReason
            + ",\"content\":"
            + JsonText.quoted(content)
            + error
            + "}]");
  }
}
