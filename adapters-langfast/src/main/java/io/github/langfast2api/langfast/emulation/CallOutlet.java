package io.github.langfast2api.langfast.emulation;

import io.github.langfast2api.domain.Part;
import io.github.langfast2api.domain.ToolCallEvent;
import io.github.langfast2api.domain.ToolOptions;

/** Passes on the calls that may be made, and leaves out the others. For one thread. */
final class CallOutlet {

  private final ToolOptions tools;
  private final AnswerContent content;
  private int refused;
  private int repairs;

  CallOutlet(ToolOptions tools, AnswerContent content) {
    this.tools = tools;
    this.content = content;
  }

  /** Takes a whole call. */
  void take(CallBlock block, String arguments) {
    String name = block.callee().name();
    repairs += block.body().repairs() + (block.callee().mapped() ? 1 : 0);
    if (!tools.offered().isEmpty()
        && tools.choice().allows(name)
        && content.calls() < tools.maxCalls()) {
      content.call(new ToolCallEvent(new Part.ToolCall(CallIds.next(), name, arguments)));
    } else {
      refused++;
      content.dropCall();
    }
    content.beginBlock();
  }

  /** How many calls were left out. */
  int refused() {
    return refused;
  }

  /** How many times something had to be made valid. */
  int repairs() {
    return repairs;
  }
}
