package io.github.langfast2api.ports.stop;

import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.ChatStream;
import java.util.List;

/**
 * A backend whose answers end before a stop text, made of one that knows no stop texts. An answer
 * that comes to one is closed at once, so that no more of it is paid for than is wanted.
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
    ChatRequest endless =
        new ChatRequest(request.model(), request.messages(), request.options().withoutStop());
    return new StopSequenceStream(backend.open(endless), stops);
  }
}
