package io.github.langfast2api.langfast.emulation;

import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.Message;
import io.github.langfast2api.domain.Part;
import io.github.langfast2api.domain.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * A request that was made one for text.
 *
 * @param request what the upstream is asked
 * @param form what its answer is to be
 */
record Emulation(ChatRequest request, AnswerForm form) {

  /** Whether a request asks for more than text. */
  static boolean isNeeded(ChatRequest request) {
    return !request.options().tools().offered().isEmpty()
        || AnswerForm.isJson(request.options().responseFormat())
        || hasCalls(request.messages());
  }

  static boolean hasCalls(List<Message> messages) {
    for (Message message : messages) {
      for (Part part : message.parts()) {
        if (part instanceof Part.ToolCall || part instanceof Part.ToolResult) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * The request once more, after an answer that cannot be used.
   *
   * @param written the answer
   * @param fault what is wrong with it
   */
  ChatRequest again(String written, String fault) {
    List<Message> messages = new ArrayList<>(request.messages());
    if (!written.isBlank()) {
      messages.add(Message.of(Role.ASSISTANT, written));
    }
    messages.add(
        Message.of(
            Role.USER,
            "This answer cannot be used: "
                + fault
                + ". Answer again, in the form that you were told and with nothing else."));
    return new ChatRequest(request.model(), messages, request.options());
  }
}
