package io.github.langfast2api.langfast.emulation;

import io.github.langfast2api.domain.Message;
import io.github.langfast2api.domain.Part;
import io.github.langfast2api.domain.Role;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.regex.Pattern;

/**
 * Renders a conversation for a model that reads text: a turn with calls as the model would have
 * written it, the results of a turn as one user message. Only the model writes marks: in what
 * others said they are changed. No message is empty.
 */
final class HistoryRenderer {

  private static final Pattern NO_NAME = Pattern.compile("[^a-zA-Z0-9_.-]");

  private final Marks marks;
  private final List<Message> rendered = new ArrayList<>();

  /** The calls of the turn that was rendered last. */
  private List<Part.ToolCall> calls = List.of();

  private HistoryRenderer(Marks marks) {
    this.marks = marks;
  }

  static List<Message> render(List<Message> messages, Marks marks) {
    HistoryRenderer renderer = new HistoryRenderer(marks);
    int i = 0;
    while (i < messages.size()) {
      int end = endOfTurn(messages, i);
      renderer.turn(messages.subList(i, end));
      i = end;
    }
    return renderer.rendered;
  }

  /** Messages of the model, and of tools, that follow one another are one turn. */
  private static int endOfTurn(List<Message> messages, int start) {
    Role role = messages.get(start).role();
    int end = start + 1;
    while ((role == Role.TOOL || role == Role.ASSISTANT)
        && end < messages.size()
        && messages.get(end).role() == role) {
      end++;
    }
    return end;
  }

  private void turn(List<Message> turn) {
    switch (turn.getFirst().role()) {
      case SYSTEM, DEVELOPER, USER -> {
        calls = List.of();
        turn.forEach(this::said);
      }
      case ASSISTANT -> {
        calls = parts(turn, Part.ToolCall.class);
        if (calls.isEmpty()) {
          turn.forEach(this::said);
        } else {
          called(turn);
        }
      }
      case TOOL -> results(parts(turn, Part.ToolResult.class));
    }
  }

  private void said(Message message) {
    List<Part> parts = message.parts().stream().map(marks::defused).toList();
    add(new Message(message.role(), parts, message.name()));
  }

  private void called(List<Message> turn) {
    StringBuilder text = new StringBuilder();
    for (Message message : turn) {
      text.append(marks.defused(message.text()));
    }
    if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
      text.append('\n');
    }
    for (Part.ToolCall call : calls) {
      String arguments = call.arguments().isBlank() ? "{}" : call.arguments();
      text.append(marks.opening(name(call))).append(arguments).append(marks.closing());
    }
    add(Message.of(Role.ASSISTANT, text.toString()));
  }

  /** In the order of the calls, whatever order they came in; ids may come twice in a turn. */
  private void results(List<Part.ToolResult> results) {
    Map<String, Queue<Part.ToolResult>> left = new LinkedHashMap<>();
    for (Part.ToolResult result : results) {
      left.computeIfAbsent(result.callId(), id -> new ArrayDeque<>()).add(result);
    }
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      Part.ToolCall call = calls.get(i);
      Queue<Part.ToolResult> of = left.get(call.id());
      if (of != null && !of.isEmpty()) {
        addResult(parts, of.remove(), " call=\"" + (i + 1) + "\" name=\"" + name(call) + "\"");
      }
    }
    left.values().forEach(of -> of.forEach(result -> addResult(parts, result, "")));
    calls = List.of();
    add(new Message(Role.USER, parts, Optional.empty()));
  }

  private void addResult(List<Part> parts, Part.ToolResult result, String attributes) {
    StringBuilder text = new StringBuilder();
    if (!parts.isEmpty()) {
      text.append('\n');
    }
    text.append('<').append(marks.result()).append(attributes).append(">\n");
    for (Part part : result.content()) {
      if (part instanceof Part.Text(String piece)) {
        text.append(marks.defused(piece)).append('\n');
      }
    }
    parts.add(new Part.Text(text.append("</").append(marks.result()).append('>').toString()));
    result.content().stream().filter(Part.Image.class::isInstance).forEach(parts::add);
  }

  private void add(Message message) {
    if (!message.isText() || !message.text().isEmpty()) {
      rendered.add(message);
    }
  }

  private static String name(Part.ToolCall call) {
    return NO_NAME.matcher(call.name()).replaceAll("_");
  }

  private static <P extends Part> List<P> parts(List<Message> turn, Class<P> kind) {
    return turn.stream()
        .flatMap(message -> message.parts().stream())
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }
}
