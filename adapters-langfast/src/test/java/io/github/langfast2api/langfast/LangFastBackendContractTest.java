package io.github.langfast2api.langfast;

import io.github.langfast2api.langfast.Variants.PromptUse;
import io.github.langfast2api.ports.contract.ChatBackendContract;
import io.github.langfast2api.ports.contract.Stage;
import org.junit.jupiter.api.Nested;

/** The contract over every way in which LangFast may be asked. */
class LangFastBackendContractTest {

  @Nested
  class AsItIs implements ChatBackendContract {
    @Override
    public Stage stage() {
      return new SimulatorStage(Variants.FAST);
    }
  }

  @Nested
  class WithASocketForEachRun implements ChatBackendContract {
    @Override
    public Stage stage() {
      return new SimulatorStage(
          new Variants(true, new PromptUse.PerSession(), false, Variants.ResponseFormatForm.TEXT));
    }
  }

  @Nested
  class WithAPromptForEachRun implements ChatBackendContract {
    @Override
    public Stage stage() {
      return new SimulatorStage(
          new Variants(false, new PromptUse.PerRun(), false, Variants.ResponseFormatForm.TEXT));
    }
  }

  @Nested
  class WithAPromptThatExists implements ChatBackendContract {
    @Override
    public Stage stage() {
      return SimulatorStage.withAPromptThatExists();
    }
  }

  @Nested
  class WithoutTestCases implements ChatBackendContract {
    @Override
    public Stage stage() {
      return new SimulatorStage(
          new Variants(false, new PromptUse.PerSession(), true, Variants.ResponseFormatForm.TEXT));
    }
  }

  @Nested
  class WithEverythingForEachRun implements ChatBackendContract {
    @Override
    public Stage stage() {
      return new SimulatorStage(
          new Variants(true, new PromptUse.PerRun(), true, Variants.ResponseFormatForm.TEXT));
    }
  }
}
