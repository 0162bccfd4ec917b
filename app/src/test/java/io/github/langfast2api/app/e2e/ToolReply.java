package io.github.langfast2api.app.e2e;

import java.util.List;

/**
 * An answer in which tools are called, as a client has it.
 *
 * @param text the words before the calls
 * @param ids those of the calls, in their order
 * @param calls names and arguments
 * @param finish the finish reason in OpenAI's word
 */
record ToolReply(String text, List<String> ids, List<WireCall> calls, String finish) {

  ToolReply {
    ids = List.copyOf(ids);
    calls = List.copyOf(calls);
  }
}
