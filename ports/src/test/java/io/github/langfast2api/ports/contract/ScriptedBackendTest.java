package io.github.langfast2api.ports.contract;

class ScriptedBackendTest implements ChatBackendContract {

  @Override
  public Stage stage() {
    return new ScriptedBackend();
  }
}
