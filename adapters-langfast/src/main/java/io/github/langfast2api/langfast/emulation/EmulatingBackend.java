package io.github.langfast2api.langfast.emulation;

import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.domain.ChatOptions;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.ChatStream;
import io.github.langfast2api.domain.Message;
import io.github.langfast2api.domain.ResponseFormat;
import io.github.langfast2api.domain.Tool;
import io.github.langfast2api.domain.ToolOptions;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A backend with tools and JSON output, made of one that only writes text: both are asked for in
 * the messages, and read out of the text. A request that asks for neither is the wrapped backend's
 * alone. An answer that has not the form that was asked for is asked for once more, as a run of its
 * own; then it fails with {@link io.github.langfast2api.domain.ChatFailure.InvalidAnswer}. Usage is
 * that of all runs together, as the wrapped backend tells.
 */
public final class EmulatingBackend implements ChatBackend {

  /** As many characters of tools are kept, as requests of agents bring again and again. */
  private static final int CACHED_CHARS = 4 << 20;

  private final ChatBackend backend;
  private final EmulationSettings settings;
  private final MarkDigest digest;
  private final BoundedCache<List<Tool>, ToolPrompt> prompts;

  /** The request that was rendered last: several answers to one request are told the same. */
  private volatile @Nullable Rendered last;

  /** Keeps neither request: both can be large. */
  private record Rendered(WeakReference<ChatRequest> request, WeakReference<Emulation> emulation) {}

  public EmulatingBackend(ChatBackend backend, EmulationSettings settings) {
    this.backend = backend;
    this.settings = settings;
    this.digest = new MarkDigest(settings.secret());
    this.prompts =
        new BoundedCache<>(
            tools -> ToolPrompt.of(tools, digest), EmulatingBackend::weight, CACHED_CHARS);
  }

  @Override
  public ChatStream open(ChatRequest request) {
    if (!Emulation.isNeeded(request)) {
      return backend.open(request);
    }
    Emulation emulation = emulation(request);
    ChatStream stream = backend.open(emulation.request());
    AnswerMemory memory = new AnswerMemory(settings.memory());
    return new EmulatedStream(backend, stream, emulation, memory, settings.observer().begin());
  }

  /**
   * What the wrapped backend is asked for a request, as who counts tokens before a run needs it.
   */
  public ChatRequest rendered(ChatRequest request) {
    return Emulation.isNeeded(request) ? emulation(request).request() : request;
  }

  private Emulation emulation(ChatRequest request) {
    Rendered known = last;
    Emulation emulation = null;
    if (known != null && known.request.refersTo(request)) {
      emulation = known.emulation.get();
    }
    if (emulation == null) {
      emulation = render(request);
      last = new Rendered(new WeakReference<>(request), new WeakReference<>(emulation));
    }
    return emulation;
  }

  private Emulation render(ChatRequest request) {
    ChatOptions asked = request.options();
    ToolOptions tools = asked.tools();
    ToolPrompt prompt = prompts.get(tools.offered());
    boolean passedOn =
        settings.passesFormatOn()
            && tools.offered().isEmpty()
            && !Emulation.hasCalls(request.messages());
    String instructions = prompt.instructions(tools);
    if (!passedOn) {
      String format = format(asked.responseFormat(), !instructions.isEmpty());
      String between = instructions.isEmpty() || format.isEmpty() ? "" : "\n\n";
      instructions += between + format;
    }
    List<Message> messages = HistoryRenderer.render(request.messages(), prompt.marks());
    if (!instructions.isEmpty()) {
      messages =
          InstructionPlace.put(instructions, messages, settings.roles().apply(request.model()));
    }
    ChatOptions options = asked.withTools(ToolOptions.NONE);
    return new Emulation(
        new ChatRequest(
            request.model(),
            messages.isEmpty() ? request.messages() : messages,
            passedOn ? options : options.withResponseFormat(Optional.empty())),
        new AnswerForm(
            prompt.marks(), prompt.names(), tools, asked.responseFormat(), settings.schemas()));
  }

  private String format(Optional<ResponseFormat> format, boolean tools) {
    return format.map(some -> FormatPrompt.instructions(some, tools, digest)).orElse("");
  }

  private static int weight(List<Tool> tools) {
    int weight = 1024;
    for (Tool tool : tools) {
      String schema =
          switch (tool) {
            case Tool.Function function -> function.parameters().orElse("");
            case Tool.Custom custom -> custom.format().orElse("");
          };
      weight += 2 * (tool.name().length() + schema.length());
      weight += 2 * tool.description().map(String::length).orElse(0);
    }
    return weight;
  }
}
