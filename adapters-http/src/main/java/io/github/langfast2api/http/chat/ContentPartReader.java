package io.github.langfast2api.http.chat;

import io.github.langfast2api.domain.Part;
import io.github.langfast2api.domain.Role;
import io.github.langfast2api.http.error.InvalidRequest;
import io.github.langfast2api.http.request.Fields;
import io.github.langfast2api.http.request.ImageUrl;
import java.util.List;
import java.util.Set;

/** The reader of a message's {@code content} that is an array of parts. */
final class ContentPartReader {

  private static final Set<String> TYPES =
      Set.of("text", "image_url", "input_audio", "file", "refusal");
  private static final Set<String> DETAILS = Set.of("auto", "low", "high");

  private ContentPartReader() {}

  /** Reads all parts, of which there must be one at least and which the role must allow. */
  static List<Part> read(Fields message, Role role) {
    return message.objects("content").stream().map(part -> part(part, role)).toList();
  }

  private static Part part(Fields part, Role role) {
    String type =
        part.enumValue("type", TYPES).orElseThrow(() -> InvalidRequest.missing(part.path("type")));
    return switch (type) {
      case "text" -> new Part.Text(part.requiredString("text"));
      case "refusal" -> refusal(part, role);
      case "image_url" -> image(part, role);
      default -> throw InvalidRequest.unsupportedValue(part.path("type"), type);
    };
  }

  private static Part refusal(Fields part, Role role) {
    if (role != Role.ASSISTANT) {
      throw InvalidRequest.invalidValue(part.path("type"), "text here", "refusal");
    }
    return new Part.Text(part.requiredString("refusal"));
  }

  private static Part image(Fields part, Role role) {
    if (role != Role.USER && role != Role.TOOL) {
      throw InvalidRequest.invalidValue(part.path("type"), "text here", "image_url");
    }
    Fields image = part.requiredObject("image_url");
    return new Part.Image(ImageUrl.read(image, "url"), image.enumValue("detail", DETAILS));
  }
}
