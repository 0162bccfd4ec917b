package io.github.langfast2api.langfast.emulation;

import io.github.langfast2api.domain.Message;
import io.github.langfast2api.domain.Part;
import io.github.langfast2api.domain.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Puts instructions into a conversation: at the end of its first system or developer message;
 * without one, into a first message of the role that the model takes; for a model that takes none
 * of these, in front of what the user says first.
 */
final class InstructionPlace {

  private static final Part GAP = new Part.Text("\n\n");

  private InstructionPlace() {}

  static List<Message> put(String instructions, List<Message> messages, Set<Role> roles) {
    Part text = new Part.Text(instructions);
    List<Message> result = new ArrayList<>(messages);
    int first = first(messages, Set.of(Role.SYSTEM, Role.DEVELOPER));
    Optional<Role> instructor =
        Stream.of(Role.SYSTEM, Role.DEVELOPER).filter(roles::contains).findFirst();
    int user = first(messages, Set.of(Role.USER));
    if (first >= 0) {
      Message message = messages.get(first);
      result.set(first, withParts(message, message.parts(), List.of(GAP, text)));
    } else if (instructor.isPresent()) {
      result.addFirst(Message.of(instructor.get(), instructions));
    } else if (user >= 0) {
      Message message = messages.get(user);
      result.set(user, withParts(message, List.of(text, GAP), message.parts()));
    } else {
      result.addFirst(Message.of(Role.USER, instructions));
    }
    return result;
  }

  private static int first(List<Message> messages, Set<Role> roles) {
    for (int i = 0; i < messages.size(); i++) {
      if (roles.contains(messages.get(i).role())) {
        return i;
      }
    }
    return -1;
  }

  private static Message withParts(Message message, List<Part> front, List<Part> back) {
    List<Part> parts = Stream.concat(front.stream(), back.stream()).toList();
    return new Message(message.role(), parts, message.name());
  }
}
