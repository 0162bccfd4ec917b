package io.github.langfast2api.http.answer;

import io.github.langfast2api.domain.ChatStream;
import io.github.langfast2api.domain.DeltaSink;
import java.time.Duration;
import java.util.Optional;

/** The only choice of an answer, read on the caller's own thread. */
record SingleChoice(ChatStream stream) implements Choices {

  @Override
  public int count() {
    return 1;
  }

  @Override
  public Optional<ChoiceEvent> next(Duration timeout) {
    return stream.next(timeout).map(event -> new ChoiceEvent(0, event));
  }

  @Override
  public void deliverTo(DeltaSink sink) {
    stream.deliverTo(sink);
  }

  @Override
  public void close() {
    stream.close();
  }
}
