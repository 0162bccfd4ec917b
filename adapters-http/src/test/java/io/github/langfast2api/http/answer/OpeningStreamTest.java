package io.github.langfast2api.http.answer;

import io.github.langfast2api.ports.contract.ChatBackendContract;
import io.github.langfast2api.ports.contract.ScriptedBackend;
import io.github.langfast2api.ports.contract.Stage;
import io.github.langfast2api.ports.contract.Wrapped;
import java.util.function.UnaryOperator;

class OpeningStreamTest implements ChatBackendContract {

  @Override
  public Stage stage() {
    return new Wrapped(
        new ScriptedBackend(),
        inner -> request -> new OpeningStream(inner, request, UnaryOperator.identity()));
  }
}
