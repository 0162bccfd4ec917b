package io.github.langfast2api.ports.contract;

import io.github.langfast2api.domain.ChatBackend;
import java.util.function.UnaryOperator;

/** A stage whose backend is wrapped into another: a wrapper keeps the promises of what it wraps. */
public final class Wrapped implements Stage {

  private final Stage stage;
  private final ChatBackend wrapper;

  public Wrapped(Stage stage, UnaryOperator<ChatBackend> wrapping) {
    this.stage = stage;
    this.wrapper = wrapping.apply(stage.backend());
  }

  @Override
  public ChatBackend backend() {
    return wrapper;
  }

  @Override
  public void play(String text, Script script) {
    stage.play(text, script);
  }

  @Override
  public int held() {
    return stage.held();
  }
}
