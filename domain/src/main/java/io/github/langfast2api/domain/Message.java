package io.github.langfast2api.domain;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One turn of a conversation.
 *
 * @param role who speaks
 * @param parts what is said, in order; empty for a turn without content
 * @param name the speaker's name, where the client tells several of one role apart
 */
public record Message(Role role, List<Part> parts, Optional<String> name) {

  public Message {
    Objects.requireNonNull(role);
    Objects.requireNonNull(name);
    parts = List.copyOf(parts);
  }

  /** A message of one piece of text. */
  public static Message of(Role role, String text) {
    return new Message(role, List.of(new Part.Text(text)), Optional.empty());
  }

  /** The same said by another. */
  public Message withRole(Role other) {
    return new Message(other, parts, name);
  }

  /** Whether the message is text and nothing else. */
  public boolean isText() {
    return parts.stream().allMatch(Part.Text.class::isInstance);
  }

  /** The text parts, joined; pictures, calls and results are passed over. */
  public String text() {
    return parts.stream()
        .filter(Part.Text.class::isInstance)
        .map(part -> ((Part.Text) part).text())
        .collect(Collectors.joining());
  }
}
