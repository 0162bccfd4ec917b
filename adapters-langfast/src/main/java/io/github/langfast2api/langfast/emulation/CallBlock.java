package io.github.langfast2api.langfast.emulation;

import io.github.langfast2api.langfast.emulation.ToolNames.Callee;

/**
 * A block that is being read.
 *
 * @param callee the tool that it calls
 * @param opening its opening tag, as written
 * @param body what was read of its body
 */
record CallBlock(Callee callee, String opening, CallBody body) {

  /** What was read of it, as written. */
  String text() {
    return opening + body.text();
  }
}
