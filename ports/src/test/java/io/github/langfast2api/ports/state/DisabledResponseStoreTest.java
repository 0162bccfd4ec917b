package io.github.langfast2api.ports.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DisabledResponseStoreTest {

  @Test
  void aStoreThatIsSwitchedOffTakesEverythingAndKeepsNothing() {
    ResponseStore store = ResponseStore.disabled();
    assertFalse(store.isEnabled());
    ResponseKey key = new ResponseKey("ann", "resp_1");
    store.put(new StoredResponse(key, Optional.empty(), Instant.EPOCH, "[]", "{}"));
    assertEquals(Optional.empty(), store.find(key));
    assertFalse(store.delete(key));
    assertEquals(StoreUsage.NONE, store.usage());
    store.close();
    assertEquals(Optional.empty(), store.find(key));
  }
}
