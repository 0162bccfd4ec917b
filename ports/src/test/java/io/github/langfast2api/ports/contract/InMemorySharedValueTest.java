package io.github.langfast2api.ports.contract;

import io.github.langfast2api.ports.state.SharedValue;
import java.util.List;

class InMemorySharedValueTest implements SharedValueContract {

  @Override
  public List<SharedValue> twoInstances() {
    SharedValue value = new InMemorySharedValue();
    return List.of(value, value);
  }
}
