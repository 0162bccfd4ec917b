package io.github.langfast2api.http.responses;

import static java.lang.System.Logger.Level.WARNING;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.FinishReason;
import io.github.langfast2api.domain.Usage;
import io.github.langfast2api.ports.state.ResponseKey;
import io.github.langfast2api.ports.state.ResponseStore;
import io.github.langfast2api.ports.state.StoredResponse;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/**
 * A response that is told when it is kept, if it is to be kept.
 *
 * @param ids of the response and its items
 * @param head all of it but the output
 * @param createdAt when its request came
 * @param previousId the response that it goes on from
 * @param input the items that its request brought, in the form that they are stored in
 * @param owner who may see it
 * @param store keeps it; empty if it is not to be kept
 */
record KeptResponse(
    ResponseIds ids,
    ResponseHead head,
    Instant createdAt,
    Optional<String> previousId,
    JsonArray input,
    String owner,
    Optional<ResponseStore> store) {

  private static final System.Logger LOG = System.getLogger(KeptResponse.class.getName());

  /**
   * The whole response, which is kept when this returns. If it cannot be kept, it says so: its
   * {@code store} is false. May wait for the store.
   */
  JsonObject finish(ResponseOutput output, FinishReason reason, Optional<Usage> usage) {
    ResponseHead finished = head.finished(ResponseOutput.cut(reason), usage);
    JsonArray items = output.items();
    boolean kept = store.isEmpty() || keep(store.get(), finished, items);
    return (kept ? finished : finished.notStored()).with(items);
  }

  private boolean keep(ResponseStore to, ResponseHead finished, JsonArray output) {
    try {
      to.put(
          new StoredResponse(
              new ResponseKey(owner, ids.response()),
              previousId,
              createdAt,
              new StoredItems(input, output).json(),
              finished.json().toString()));
      return true;
    } catch (ChatException e) {
      if (e.failure() instanceof ChatFailure.Cancelled) {
        throw e;
      }
      LOG.log(WARNING, "{0} is not kept: {1}", ids.response(), e.failure().message());
      return false;
    }
  }
}
