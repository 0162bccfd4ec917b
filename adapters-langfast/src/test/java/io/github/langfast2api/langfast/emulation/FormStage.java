package io.github.langfast2api.langfast.emulation;

import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.ports.contract.Script;
import io.github.langfast2api.ports.contract.ScriptedBackend;
import io.github.langfast2api.ports.contract.Stage;
import io.github.langfast2api.ports.contract.ToolCallContract;

/** The emulation over a backend in memory that plays calls as text. */
final class FormStage implements Stage {

  private final ScriptedBackend scripted = new ScriptedBackend();
  private final ChatBackend backend = new EmulatingBackend(scripted, Forms.SETTINGS);

  @Override
  public ChatBackend backend() {
    return backend;
  }

  @Override
  public void play(String text, Script script) {
    scripted.play(text, Forms.written(script, ToolCallContract.TOOLS));
  }

  @Override
  public int held() {
    return scripted.held();
  }
}
