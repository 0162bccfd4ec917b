package io.github.langfast2api.ports.contract;

import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.ChatStream;
import io.github.langfast2api.domain.FinishReason;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A backend in memory that plays scripts. Where no script was given it answers {@code Hello,
 * world.}, so that a test names only what it is about.
 */
public final class ScriptedBackend implements ChatBackend, Stage {

  private static final Script HELLO = Script.saying("Hello", ", world.").finish(FinishReason.STOP);

  private final Map<String, Script> scripts = new ConcurrentHashMap<>();
  private final List<ChatRequest> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger held = new AtomicInteger();

  @Override
  public ChatStream open(ChatRequest request) {
    requests.add(request);
    Script script = scripts.getOrDefault(request.messages().getLast().text(), HELLO);
    held.incrementAndGet();
    return new ScriptedStream(script, held::decrementAndGet);
  }

  @Override
  public ChatBackend backend() {
    return this;
  }

  @Override
  public void play(String text, Script script) {
    scripts.put(text, script);
  }

  @Override
  public int held() {
    return held.get();
  }

  /** What the backend was asked so far, oldest first. */
  public List<ChatRequest> requests() {
    return List.copyOf(requests);
  }
}
