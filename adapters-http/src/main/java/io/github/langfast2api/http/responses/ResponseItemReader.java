package io.github.langfast2api.http.responses;

import io.github.langfast2api.domain.Part;
import io.github.langfast2api.domain.Role;
import io.github.langfast2api.http.error.InvalidRequest;
import io.github.langfast2api.http.json.Json;
import io.github.langfast2api.http.json.JsonWeight;
import io.github.langfast2api.http.request.Fields;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The reader of items: puts them into a conversation, and gives each the form that it is stored in.
 * Reasoning of other servers is opaque, and left out. For one request.
 */
final class ResponseItemReader {

  private static final Set<String> ROLES = Set.of("user", "assistant", "system", "developer");
  private static final Set<String> ADDERS = Set.of("developer");

  private final ConversationBuilder conversation;
  private final ResponseToolsReader tools;
  private final Function<Fields, JsonObject> references;
  private final Optional<ResponseIds> ids;
  private final RequestMemory memory;
  private final List<JsonObject> kept = new ArrayList<>();

  /**
   * A reader.
   *
   * @param tools gets those that stand among the items
   * @param references finds the item that an {@code item_reference} names
   * @param ids under which the items are kept; empty if they are not
   * @param memory for what is kept, and for items that are referred to
   */
  ResponseItemReader(
      ConversationBuilder conversation,
      ResponseToolsReader tools,
      Function<Fields, JsonObject> references,
      Optional<ResponseIds> ids,
      RequestMemory memory) {
    this.conversation = conversation;
    this.tools = tools;
    this.references = references;
    this.ids = ids;
    this.memory = memory;
  }

  /** The items that were read and are kept, in the form that they are stored in. */
  JsonArray kept() {
    JsonArrayBuilder items = Json.array();
    kept.forEach(items::add);
    return items.build();
  }

  /** Reads a text, which is a message of the user. */
  void readText(String text) {
    JsonObject message = Json.object().add("role", "user").add("content", text).build();
    read(new Fields(message, "input"));
  }

  /** Reads an item. */
  void read(Fields item) {
    String type = type(item);
    switch (type) {
      case "message" -> message(item);
      case "function_call" -> call(item, "arguments", "fc_");
      case "custom_tool_call" -> call(item, "input", "ctc_");
      case "function_call_output" -> output(item, "fco_");
      case "custom_tool_call_output" -> output(item, "ctco_");
      case "item_reference" -> reference(item);
      case "additional_tools" -> additionalTools(item);
      case "reasoning" -> {}
      default -> throw InvalidRequest.unsupportedValue(item.path("type"), type);
    }
  }

  /** A message may have no type, and a reference none either. */
  private static String type(Fields item) {
    Optional<String> type = item.string("type");
    if (type.isPresent()) {
      return type.get();
    }
    if (item.value("role").isPresent()) {
      return "message";
    }
    if (item.value("id").isPresent()) {
      return "item_reference";
    }
    throw InvalidRequest.missing(item.path("type"));
  }

  private void message(Fields item) {
    String role =
        item.enumValue("role", ROLES).orElseThrow(() -> InvalidRequest.missing(item.path("role")));
    switch (role) {
      case "assistant" -> conversation.assistant(ContentReader.assistant(item));
      case "system" -> conversation.message(Role.SYSTEM, ContentReader.message(item));
      case "developer" -> conversation.message(Role.DEVELOPER, ContentReader.message(item));
      default -> conversation.message(Role.USER, ContentReader.message(item));
    }
    keep(
        item,
        "msg_",
        json ->
            json.add("type", "message")
                .add("role", role)
                .add("content", content(item, role.equals("assistant"))));
  }

  /** The parts of a message, with the members that they have in answers. */
  private static JsonArrayBuilder content(Fields item, boolean assistant) {
    JsonArrayBuilder parts = Json.array();
    JsonValue content = item.value("content").orElse(JsonValue.EMPTY_JSON_ARRAY);
    if (content instanceof JsonString text) {
      return parts.add(
          assistant
              ? ResponseItems.outputText(text.getString())
              : Json.object().add("type", "input_text").add("text", text));
    }
    for (JsonObject part : content.asJsonArray().getValuesAs(JsonObject.class)) {
      parts.add(
          switch (part.getString("type")) {
            case "output_text" -> ResponseItems.outputText(part.getString("text"));
            case "input_image" -> image(part);
            default -> Json.object(part);
          });
    }
    return parts;
  }

  private static JsonObjectBuilder image(JsonObject part) {
    return part.containsKey("detail") && !part.isNull("detail")
        ? Json.object(part)
        : Json.object(part).add("detail", "auto");
  }

  private void call(Fields item, String argumentsMember, String idPrefix) {
    String callId = item.requiredString("call_id");
    String name = item.requiredString("name");
    String arguments = item.requiredString(argumentsMember);
    String qualified =
        item.string("namespace").map(space -> ResponseTools.qualified(space, name)).orElse(name);
    conversation.call(new Part.ToolCall(callId, qualified, arguments));
    keep(item, idPrefix, json -> json);
  }

  private void output(Fields item, String idPrefix) {
    String callId = item.requiredString("call_id");
    if (!conversation.output(callId, ContentReader.toolOutput(item))) {
      throw InvalidRequest.inconsistent(
          item.path("call_id"),
          "No tool call without an output found for call_id %s.".formatted(callId));
    }
    keep(item, idPrefix, json -> json);
  }

  private void additionalTools(Fields item) {
    var unusedRole = item.enumValue("role", ADDERS);
    if (item.value("tools").isEmpty()) {
      throw InvalidRequest.missing(item.path("tools"));
    }
    tools.addFromItem(item);
    keep(item, "at_", json -> json);
  }

  /** What is referred to is there once more, and a request can name it often. */
  private void reference(Fields reference) {
    JsonObject item = references.apply(reference);
    memory.reserveTold(JsonWeight.of(item), "input");
    read(new Fields(item, reference.path()));
  }

  /**
   * Keeps an item, under an id of its own: that of another response would not be found any more
   * when that is gone, and an id of the client's could come twice.
   */
  private void keep(Fields item, String idPrefix, UnaryOperator<JsonObjectBuilder> form) {
    if (ids.isEmpty()) {
      return;
    }
    memory.reserveTold(JsonWeight.of(item.object()), "input");
    JsonObjectBuilder json =
        Json.object(item.object())
            .add("id", ids.get().input(idPrefix, kept.size()))
            .add("status", item.string("status").orElse("completed"));
    kept.add(form.apply(json).build());
  }
}
