package io.github.langfast2api.domain;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A part of a message's content. */
public sealed interface Part {

  /** Text, as the client sent it: well-formed Unicode, possibly empty. */
  record Text(String text) implements Part {
    public Text {
      Objects.requireNonNull(text);
    }
  }

  /**
   * An image.
   *
   * @param url its URL, which may be a {@code data:} URL
   * @param detail the level of detail, one of the model's values
   */
  record Image(String url, Optional<String> detail) implements Part {
    public Image {
      Objects.requireNonNull(detail);
      if (url.isBlank()) {
        throw new IllegalArgumentException("an image needs a URL");
      }
    }
  }

  /**
   * A call of a tool, which the model wrote.
   *
   * @param id what its result names it by; unique within its turn at least
   * @param name of the tool
   * @param arguments as the model wrote them: JSON for a function, or what was to be some; any text
   *     for a custom tool
   */
  record ToolCall(String id, String name, String arguments) implements Part {
    public ToolCall {
      Objects.requireNonNull(id);
      Objects.requireNonNull(name);
      Objects.requireNonNull(arguments);
    }
  }

  /**
   * What came of a call.
   *
   * @param callId the id of a call of the turn before
   * @param content texts and images, in order; empty if nothing came of it
   */
  record ToolResult(String callId, List<Part> content) implements Part {
    public ToolResult {
      Objects.requireNonNull(callId);
      content = List.copyOf(content);
      if (!content.stream().allMatch(part -> part instanceof Text || part instanceof Image)) {
        throw new IllegalArgumentException("a result is text and images");
      }
    }
  }
}
