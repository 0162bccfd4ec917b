package io.github.langfast2api.langfast.emulation;

import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.ports.contract.ChatBackendContract;
import io.github.langfast2api.ports.contract.Stage;
import io.github.langfast2api.ports.contract.ToolCallContract;
import io.github.langfast2api.ports.contract.Wrapped;
import org.junit.jupiter.api.Nested;

class EmulatingBackendContractTest {

  @Nested
  class AsItIsAsked implements ChatBackendContract {
    @Override
    public Stage stage() {
      return new FormStage();
    }
  }

  /** So that what is promised of text is promised of the text beside tools as well. */
  @Nested
  class OfferedToolsWithEachRequest implements ChatBackendContract {
    @Override
    public Stage stage() {
      return new Wrapped(new FormStage(), OfferedToolsWithEachRequest::offering);
    }

    @Override
    public boolean usesSinks() {
      return false;
    }

    private static ChatBackend offering(ChatBackend backend) {
      return request -> backend.open(with(request));
    }

    private static ChatRequest with(ChatRequest request) {
      return new ChatRequest(
          request.model(), request.messages(), request.options().withTools(ToolCallContract.TOOLS));
    }
  }
}
