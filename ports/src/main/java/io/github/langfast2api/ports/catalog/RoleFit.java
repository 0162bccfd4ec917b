package io.github.langfast2api.ports.catalog;

import io.github.langfast2api.domain.Message;
import io.github.langfast2api.domain.Part;
import io.github.langfast2api.domain.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Adapts the roles of a conversation to those that a model supports: system and developer messages
 * take the role that the model has for instructions; where it has none their text is put in front
 * of the first user message. Messages without parts are left out, unless there are no others.
 */
final class RoleFit {

  private final Set<Role> roles;
  private final Optional<Role> instructor;

  RoleFit(Set<Role> roles) {
    this.roles = roles;
    this.instructor = Stream.of(Role.SYSTEM, Role.DEVELOPER).filter(roles::contains).findFirst();
  }

  List<Message> fit(List<Message> messages) {
    List<Message> said = messages.stream().filter(message -> !message.parts().isEmpty()).toList();
    List<Message> turns = said.isEmpty() ? messages : said;
    return instructor.isPresent() ? renamed(turns, instructor.get()) : folded(turns);
  }

  private List<Message> renamed(List<Message> messages, Role role) {
    return messages.stream()
        .map(message -> isUnsupported(message) ? message.withRole(role) : message)
        .toList();
  }

  private List<Message> folded(List<Message> messages) {
    List<Part> instructions =
        messages.stream()
            .filter(this::isUnsupported)
            .flatMap(message -> message.parts().stream())
            .<Part>mapMulti(
                (part, out) -> {
                  out.accept(part);
                  out.accept(new Part.Text("\n\n"));
                })
            .toList();
    List<Message> rest = messages.stream().filter(message -> !isUnsupported(message)).toList();
    return instructions.isEmpty() ? rest : prependToFirstUserMessage(instructions, rest);
  }

  private static List<Message> prependToFirstUserMessage(List<Part> front, List<Message> messages) {
    List<Message> result = new ArrayList<>(messages);
    for (int i = 0; i < result.size(); i++) {
      Message message = result.get(i);
      if (message.role() == Role.USER) {
        List<Part> parts = Stream.concat(front.stream(), message.parts().stream()).toList();
        result.set(i, new Message(Role.USER, parts, message.name()));
        return result;
      }
    }
    result.addFirst(new Message(Role.USER, front, Optional.empty()));
    return result;
  }

  /** Only instructions are adapted: results of tools, for one, are the backend's to render. */
  private boolean isUnsupported(Message message) {
    return switch (message.role()) {
      case SYSTEM, DEVELOPER -> !roles.contains(message.role());
      case USER, ASSISTANT, TOOL -> false;
    };
  }
}
