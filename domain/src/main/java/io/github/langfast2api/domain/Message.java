package io.github.langfast2api.domain;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A message of a conversation.
 *
 * @param role its author
 * @param parts its content, in order; may be empty
 * @param name the author's name, to distinguish authors of the same role
 */
public record Message(Role role, List<Part> parts, Optional<String> name) {

  public Message {
    Objects.requireNonNull(role);
    Objects.requireNonNull(name);
    parts = List.copyOf(parts);
  }

  /** A message of one text part. */
  public static Message of(Role role, String text) {
    return new Message(role, List.of(new Part.Text(text)), Optional.empty());
  }

  /** The same message in another role. */
  public Message withRole(Role other) {
    return new Message(other, parts, name);
  }

  /** Whether all parts are text. */
  public boolean isText() {
    return parts.stream().allMatch(Part.Text.class::isInstance);
  }

  /** The concatenation of the text parts. What tool results hold is not among them. */
  public String text() {
    return parts.stream()
        .filter(Part.Text.class::isInstance)
        .map(part -> ((Part.Text) part).text())
        .collect(Collectors.joining());
  }
}
