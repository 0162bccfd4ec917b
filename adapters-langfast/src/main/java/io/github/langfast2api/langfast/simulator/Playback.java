package io.github.langfast2api.langfast.simulator;

import java.util.List;

/** One run as it is played to its user's clients. Used by one thread at a time. */
final class Playback {
  private final String jobId;
  private final String userId;
  private final Clients clients;
  private final Shutdown shutdown;
  private final StringBuilder content = new StringBuilder();

  Playback(String jobId, String userId, Clients clients, Shutdown shutdown) {
    this.jobId = jobId;
    this.userId = userId;
    this.clients = clients;
    this.shutdown = shutdown;
  }

  void play(List<Step> steps) {
    for (Step step : steps) {
      if (shutdown.hasBegun()) {
        return;
      }
      play(step);
    }
  }

  private void play(Step step) {
    switch (step) {
      case Step.Say(String text) -> say(text);
      case Step.Show(String text) -> {
        content.setLength(0);
        say(text);
      }
      case Step.Pause(var time) -> shutdown.pause(time);
      case Step.Packet(String text) -> clients.send(userId, text.replace("{job}", jobId));
      case Step.Complete(String reason) -> chunk("completed", JsonText.quoted(reason), "");
      case Step.Fail(String message) ->
          chunk("failed", "null", ",\"error\":" + JsonText.quoted(message));
      case Step.Drop() -> clients.drop(userId);
      case Step.Hold() -> shutdown.await();
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
