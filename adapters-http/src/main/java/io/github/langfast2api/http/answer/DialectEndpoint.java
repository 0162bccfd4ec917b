package io.github.langfast2api.http.answer;

import io.github.langfast2api.ports.memory.MemoryBudget.Reservation;
import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.function.Function;

/**
 * A path of a {@link Dialect} that starts no run. Safe for any thread.
 *
 * @param method of the requests: {@code GET}, {@code DELETE} or {@code POST}
 * @param path which may have parameters, as in {@code /v1/things/{id}}
 * @param answer gives the body of the answer, or throws {@link
 *     io.github.langfast2api.http.error.ApiException} or {@link
 *     io.github.langfast2api.domain.ChatException}; it may wait for a store
 */
public record DialectEndpoint(String method, String path, Function<Call, JsonObject> answer) {

  /** A request to an endpoint. A body that it may have is not read. */
  public interface Call {

    /** Whose stored responses the request may see, as in {@link ReceivedRequest}. */
    String owner();

    /** The request's memory, freed when the request ends. */
    Reservation memory();

    /** A parameter of the path. */
    String pathParameter(String name);

    /** The first value of a query parameter. */
    Optional<String> query(String name);
  }
}
