package io.github.langfast2api.http.messages;

import io.github.langfast2api.domain.Part;
import io.github.langfast2api.http.error.ApiException;
import io.github.langfast2api.http.error.InvalidRequest;
import io.github.langfast2api.http.json.Json;
import io.github.langfast2api.http.request.Fields;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/**
 * The reader of the blocks of messages. Empty text is left out, which histories of other servers
 * have; thinking is, since OpenAI's models take none back.
 */
final class ContentBlocks {

  private static final String TYPE = "type";
  private static final String CONTENT = "content";

  private ContentBlocks() {}

  /** The block that a message has whose content is a string. */
  static Fields ofText(JsonString text, String path) {
    JsonObject block = Json.object().add(TYPE, "text").add("text", text).build();
    return new Fields(block, path);
  }

  /** Blocks that must be text. */
  static List<Part.Text> texts(List<Fields> blocks) {
    List<Part.Text> texts = new ArrayList<>();
    for (Fields block : blocks) {
      String type = block.requiredString(TYPE);
      if (!type.equals("text")) {
        throw InvalidRequest.unsupportedValue(block.path(TYPE), type);
      }
      String text = block.requiredString("text");
      if (!text.isEmpty()) {
        texts.add(new Part.Text(text));
      }
    }
    return texts;
  }

  /** What the user says: text, images, and first of all the results of calls. */
  static void user(List<Fields> blocks, ConversationTurns turns) {
    List<Part> said = new ArrayList<>();
    for (Fields block : blocks) {
      String type = block.requiredString(TYPE);
      switch (type) {
        case "text" -> addText(block, said);
        case "image" -> said.add(ImageSourceReader.read(block, turns));
        case "tool_result" -> turns.result(block, result(block, turns));
        case "tool_use" -> throw misplaced(block, "id", "A 'tool_use' is the assistant's");
        default -> throw InvalidRequest.unsupportedValue(block.path(TYPE), type);
      }
    }
    turns.user(said);
  }

  /** What the model said, and its calls. */
  static void assistant(List<Fields> blocks, ConversationTurns turns) {
    List<Part> said = new ArrayList<>();
    List<Part.ToolCall> calls = new ArrayList<>();
    turns.beginAnswer();
    for (Fields block : blocks) {
      String type = block.requiredString(TYPE);
      switch (type) {
        case "text" -> addText(block, said);
        case "tool_use" -> {
          Part.ToolCall call = call(block, turns);
          turns.call(block, call.id());
          calls.add(call);
        }
        case "thinking", "redacted_thinking" -> {}
        case "tool_result" ->
            throw misplaced(block, "tool_use_id", "A 'tool_result' is the user's");
        default -> throw InvalidRequest.unsupportedValue(block.path(TYPE), type);
      }
    }
    said.addAll(calls);
    turns.assistant(said);
  }

  private static void addText(Fields block, List<Part> said) {
    String text = block.requiredString("text");
    if (!text.isEmpty()) {
      said.add(new Part.Text(text));
    }
  }

  private static Part.ToolCall call(Fields block, ConversationTurns turns) {
    String id = block.requiredString("id");
    String name = block.requiredString("name");
    if (!(block.object().get("input") instanceof JsonObject input)) {
      throw InvalidRequest.inconsistent(
          block.path("input"), "The input of '%s' must be an object.".formatted(id));
    }
    return new Part.ToolCall(id, name, turns.reserved(ToolInput.arguments(input)));
  }

  /** What came of a call. That it failed is told as text, which is all that models take of it. */
  private static List<Part> result(Fields block, ConversationTurns turns) {
    List<Part> parts = new ArrayList<>();
    if (block.flag("is_error")) {
      parts.add(new Part.Text("Error:"));
    }
    JsonValue content = block.value(CONTENT).orElse(JsonValue.EMPTY_JSON_ARRAY);
    switch (content) {
      case JsonString text -> addText(ofText(text, block.path(CONTENT)), parts);
      case JsonArray array when array.isEmpty() -> {}
      case JsonArray array ->
          block.objects(CONTENT).forEach(inner -> addResult(inner, parts, turns));
      default ->
          throw InvalidRequest.inconsistent(
              block.path(CONTENT),
              "The result of '%s' must be a string or an array of blocks."
                  .formatted(block.requiredString("tool_use_id")));
    }
    return parts;
  }

  private static void addResult(Fields block, List<Part> parts, ConversationTurns turns) {
    String type = block.requiredString(TYPE);
    switch (type) {
      case "text" -> addText(block, parts);
      case "image" -> parts.add(ImageSourceReader.read(block, turns));
      case "tool_reference" ->
          parts.add(
              new Part.Text("Found the tool: %s".formatted(block.requiredString("tool_name"))));
      default -> throw InvalidRequest.unsupportedValue(block.path(TYPE), type);
    }
  }

  private static ApiException misplaced(Fields block, String idMember, String rule) {
    return InvalidRequest.inconsistent(
        block.path(TYPE),
        "%s: '%s' stands in a message of another role."
            .formatted(rule, block.string(idMember).orElse("")));
  }
}
