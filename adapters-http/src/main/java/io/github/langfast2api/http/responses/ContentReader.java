package io.github.langfast2api.http.responses;

import io.github.langfast2api.domain.Part;
import io.github.langfast2api.http.error.InvalidRequest;
import io.github.langfast2api.http.request.Fields;
import io.github.langfast2api.http.request.ImageUrl;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The reader of the content of messages and of the outputs of tools. */
final class ContentReader {

  private static final Set<String> DETAILS = Set.of("auto", "low", "high", "original");
  private static final Set<String> INPUT_TYPES =
      Set.of("input_text", "input_image", "input_file", "input_audio");
  private static final Set<String> OUTPUT_TYPES = Set.of("output_text", "refusal");

  private ContentReader() {}

  /** What others than the model say: text, or text and images, of which there must be some. */
  static List<Part> message(Fields message) {
    List<Part> parts = parts(message, required(message, "content"), "content", true);
    if (parts.isEmpty()) {
      throw InvalidRequest.emptyArray(message.path("content"));
    }
    return parts;
  }

  /** What came of a tool: text, or text and images. */
  static List<Part> toolOutput(Fields item) {
    return parts(item, required(item, "output"), "output", true);
  }

  /** What the model has said: text. Clients send empty answers back, which have no parts. */
  static List<Part> assistant(Fields message) {
    JsonValue content = message.value("content").orElse(JsonValue.EMPTY_JSON_ARRAY);
    return parts(message, content, "content", false).stream()
        .filter(part -> !(part instanceof Part.Text(String text) && text.isEmpty()))
        .toList();
  }

  private static JsonValue required(Fields item, String member) {
    return item.value(member).orElseThrow(() -> InvalidRequest.missing(item.path(member)));
  }

  private static List<Part> parts(Fields item, JsonValue content, String member, boolean input) {
    return switch (content) {
      case JsonString text -> List.of(new Part.Text(text.getString()));
      case JsonArray array when array.isEmpty() -> List.of();
      case JsonArray array -> item.objects(member).stream().map(part -> part(part, input)).toList();
      default ->
          throw InvalidRequest.wrongType(
              item.path(member), "a string or an array of parts", content);
    };
  }

  private static Part part(Fields part, boolean input) {
    String type = part.requiredString("type");
    Set<String> types = input ? INPUT_TYPES : OUTPUT_TYPES;
    if (!types.contains(type)) {
      String expected = "one of: " + String.join(", ", types.stream().sorted().toList());
      throw (input ? OUTPUT_TYPES : INPUT_TYPES).contains(type)
          ? InvalidRequest.invalidValue(part.path(), expected, type)
          : InvalidRequest.invalidValue(part.path("type"), expected, type);
    }
    return switch (type) {
      case "input_text", "output_text" -> new Part.Text(part.requiredString("text"));
      case "refusal" -> new Part.Text(part.requiredString("refusal"));
      case "input_image" -> image(part);
      default -> throw InvalidRequest.unsupportedValue(part.path("type"), type);
    };
  }

  private static Part image(Fields part) {
    if (part.value("image_url").isEmpty() && part.value("file_id").isPresent()) {
      throw InvalidRequest.unsupportedParameter(part.path("file_id"));
    }
    Optional<String> detail =
        part.enumValue("detail", DETAILS).map(name -> name.equals("original") ? "high" : name);
    return new Part.Image(ImageUrl.read(part, "image_url"), detail);
  }
}
