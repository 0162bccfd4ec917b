package io.github.langfast2api.langfast.emulation;

import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.ChatStream;
import io.github.langfast2api.ports.contract.Script;
import io.github.langfast2api.ports.contract.ScriptedBackend;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** A backend in memory whose model writes one script after another, whatever it is asked. */
final class WritingBackend implements ChatBackend {

  private final ScriptedBackend scripted = new ScriptedBackend();
  private final Queue<Script> scripts = new ArrayDeque<>();
  private final List<ChatRequest> requests = new ArrayList<>();

  WritingBackend writes(Script script) {
    scripts.add(script);
    return this;
  }

  /** What it was asked so far. */
  List<ChatRequest> requests() {
    return requests;
  }

  /** How many answers are not closed, nor at their end. */
  int held() {
    return scripted.held();
  }

  @Override
  public ChatStream open(ChatRequest request) {
    requests.add(request);
    scripted.play(request.messages().getLast().text(), scripts.remove());
    return scripted.open(request);
  }
}
