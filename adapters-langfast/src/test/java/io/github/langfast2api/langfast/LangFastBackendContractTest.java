package io.github.langfast2api.langfast;

import io.github.langfast2api.ports.contract.ChatBackendContract;
import io.github.langfast2api.ports.contract.Stage;

class LangFastBackendContractTest implements ChatBackendContract {

  @Override
  public Stage stage() {
    return new SimulatorStage();
  }
}
