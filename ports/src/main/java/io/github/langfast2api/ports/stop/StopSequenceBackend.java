package io.github.langfast2api.ports.stop;

import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.ChatStream;
import java.util.List;

/**
 * Stop sequences for a backend that knows none: answers are truncated before the first one. The
 * backend's answer is closed as soon as one is found, so that no more is generated than is wanted.
 */
public final class StopSequenceBackend implements ChatBackend {

  private final ChatBackend backend;

  public StopSequenceBackend(ChatBackend backend) {
    this.backend = backend;
  }

  @Override
  public ChatStream open(ChatRequest request) {
    List<String> stops = request.options().stop();
    if (stops.isEmpty()) {
      return backend.open(request);
    }
    ChatRequest withoutStop =
        new ChatRequest(request.model(), request.messages(), request.options().withoutStop());
    return new StopSequenceStream(backend.open(withoutStop), stops);
  }
}
