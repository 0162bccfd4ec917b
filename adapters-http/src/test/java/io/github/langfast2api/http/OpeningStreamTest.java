package io.github.langfast2api.http;

import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.ports.contract.ChatBackendContract;
import io.github.langfast2api.ports.contract.Script;
import io.github.langfast2api.ports.contract.ScriptedBackend;
import io.github.langfast2api.ports.contract.Stage;

class OpeningStreamTest implements ChatBackendContract {

  @Override
  public Stage stage() {
    ScriptedBackend scripted = new ScriptedBackend();
    ChatBackend opening = request -> new OpeningStream(scripted, request);
    return new Stage() {
      @Override
      public ChatBackend backend() {
        return opening;
      }

      @Override
      public void play(String text, Script script) {
        scripted.play(text, script);
      }

      @Override
      public int held() {
        return scripted.held();
      }
    };
  }
}
