package io.github.langfast2api.http.responses;

import io.github.langfast2api.domain.ToolOptions;
import io.github.langfast2api.http.answer.DroppedTool;
import jakarta.json.JsonArray;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tools of a request.
 *
 * @param options what the model is told of them
 * @param dropped those that only OpenAI's servers have
 * @param identities how a call is told, by the tool's name for the model
 * @param echo {@code tools} as a response tells them
 */
record ResponseTools(
    ToolOptions options,
    List<DroppedTool> dropped,
    Map<String, ToolIdentity> identities,
    JsonArray echo) {

  ResponseTools {
    dropped = List.copyOf(dropped);
    identities = Map.copyOf(identities);
  }

  /**
   * How a call of a tool is told.
   *
   * @param namespace of the tool; empty if it stands in none
   * @param custom whether its input is free text
   */
  record ToolIdentity(Optional<String> namespace, String name, boolean custom) {}

  /** How a call is told; a tool that was not offered is a function. */
  ToolIdentity identity(String name) {
    return identities.getOrDefault(name, new ToolIdentity(Optional.empty(), name, false));
  }

  /** What the model knows a tool of a namespace by. */
  static String qualified(String namespace, String name) {
    return namespace + "." + name;
  }
}
