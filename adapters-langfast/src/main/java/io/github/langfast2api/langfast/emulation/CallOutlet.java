package io.github.langfast2api.langfast.emulation;

import io.github.langfast2api.domain.Part;
import io.github.langfast2api.domain.ToolCallEvent;
import io.github.langfast2api.domain.ToolOptions;
import io.github.langfast2api.langfast.emulation.ToolNames.Callee;

/** Passes on the calls that may be made, and leaves out the others. For one thread. */
final class CallOutlet {

  private final ToolOptions tools;
  private final AnswerContent content;
  private final AnswerMemory memory;
  private int refused;
  private int repairs;

  /**
   * @param memory for the calls that are being written
   */
  CallOutlet(ToolOptions tools, AnswerContent content, AnswerMemory memory) {
    this.tools = tools;
    this.content = content;
    this.memory = memory;
  }

  /** A call that begins with this opening tag. */
  CallBlock begin(Callee callee, String opening) {
    return new CallBlock(callee, opening, new CallBody(callee.freeText(), memory));
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
    block.body().free();
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
