package io.github.langfast2api.langfast.emulation;

import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.domain.ChatDelta;
import io.github.langfast2api.domain.ChatEvent;
import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatStream;
import io.github.langfast2api.domain.Finish;
import io.github.langfast2api.domain.Rewrite;
import io.github.langfast2api.domain.ToolCallEvent;
import io.github.langfast2api.domain.Usage;
import io.github.langfast2api.langfast.emulation.EmulationObserver.AnswerObservation;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * An answer read out of the text of another, and out of that of a second one where the first cannot
 * be used.
 */
final class EmulatedStream implements ChatStream {

  private final ChatBackend backend;
  private final Emulation emulation;
  private final AnswerObservation observation;
  private final Queue<ChatEvent> events = new ArrayDeque<>();
  private final AnswerMemory memory;
  private final WrittenText written;
  private AnswerReader reader;
  private EmulationCounts counts = EmulationCounts.NONE;
  private Optional<Usage> spent = Optional.empty();

  /** Why the answer cannot be used that was read so far, until it is asked for once more. */
  private Optional<String> fault = Optional.empty();

  private final AtomicBoolean ended = new AtomicBoolean();

  private boolean asked;
  private boolean said;
  private boolean called;
  private boolean finished;
  private @Nullable ChatException failed;
  private volatile ChatStream stream;
  private volatile boolean closed;

  EmulatedStream(
      ChatBackend backend,
      ChatStream stream,
      Emulation emulation,
      AnswerMemory memory,
      AnswerObservation observation) {
    this.backend = backend;
    this.stream = stream;
    this.emulation = emulation;
    this.observation = observation;
    this.memory = memory;
    this.written = new WrittenText(memory);
    this.reader = new AnswerReader(emulation.form(), memory, events);
  }

  @Override
  public Optional<ChatEvent> next(Duration timeout) {
    if (finished) {
      throw new IllegalStateException("the finish has been read");
    }
    if (failed != null) {
      throw failed;
    }
    try {
      return read(timeout);
    } catch (ChatException e) {
      failed = closed ? new ChatException(new ChatFailure.Cancelled(), e) : e;
      stream.close();
      end(e.failure() instanceof ChatFailure.InvalidAnswer);
      throw failed;
    }
  }

  @Override
  public void coalesceDeltas() {
    stream.coalesceDeltas();
  }

  @Override
  public Optional<Usage> usageSoFar() {
    Optional<Usage> running = finished ? Optional.empty() : stream.usageSoFar();
    return spent.map(usage -> running.map(usage::plus).orElse(usage)).or(() -> running);
  }

  @Override
  public void close() {
    closed = true;
    stream.close();
    end(said && fault.isPresent());
  }

  /**
   * Tells what the answer took, once.
   *
   * @param refused whether it cannot be used
   */
  private void end(boolean refused) {
    memory.close();
    if (!ended.getAndSet(true)) {
      EmulationCounts sum = counts.plus(reader.counts());
      observation.end(refused ? sum.plus(new EmulationCounts(0, 0, 0, 0, 1)) : sum);
    }
  }

  private Optional<ChatEvent> read(Duration timeout) {
    long start = System.nanoTime();
    while (true) {
      if (closed) {
        throw new ChatException(new ChatFailure.Cancelled());
      }
      ChatEvent ready = events.poll();
      if (ready != null) {
        return Optional.of(passedOn(ready));
      }
      if (fault.isPresent()) {
        askAgain(fault.get());
      }
      memory.settle();
      Optional<ChatEvent> event = stream.next(timeout.minusNanos(System.nanoTime() - start));
      if (event.isEmpty()) {
        return event;
      }
      take(event.get());
    }
  }

  private ChatEvent passedOn(ChatEvent event) {
    switch (event) {
      case ChatDelta delta -> said = true;
      case Rewrite rewrite -> said = true;
      case ToolCallEvent call -> called = true;
      case Finish finish -> {
        finished = true;
        end(/* refused= */ false);
      }
    }
    return event;
  }

  private void take(ChatEvent event) {
    switch (event) {
      case ChatDelta delta -> {
        if (reader.mayBeAskedAgain()) {
          written.add(delta.text());
        }
        reader.take(delta);
      }
      case Rewrite rewrite -> rewrite(rewrite);
      case ToolCallEvent call -> events.add(call);
      case Finish finish -> finish(finish);
    }
  }

  /** What nobody was given can be read anew; content can be taken back, and a call cannot. */
  private void rewrite(Rewrite rewrite) {
    if (called) {
      throw new ChatException(rewrite.failure());
    }
    restart();
    if (said) {
      events.add(new Rewrite("", rewrite.failure()));
    }
    if (!rewrite.text().isEmpty()) {
      written.add(rewrite.text());
      reader.take(new ChatDelta(rewrite.text()));
    }
  }

  private void restart() {
    memory.clear();
    written.clear();
    reader = new AnswerReader(emulation.form(), memory, events);
  }

  private void finish(Finish finish) {
    spent = spent.map(usage -> finish.usage().map(usage::plus).orElse(usage)).or(finish::usage);
    AnswerEnd end = reader.finish(finish.reason());
    if (end.fault().isEmpty()) {
      events.add(new Finish(end.reason(), spent));
    } else if (asked) {
      throw new ChatException(
          new ChatFailure.InvalidAnswer(
              "The model was asked twice, and its answer cannot be used: "
                  + end.fault().get()
                  + "."));
    } else {
      fault = end.fault();
      events.clear();
      if (said) {
        String why = "The answer was begun, and it cannot be used: " + fault.get() + ".";
        events.add(new Rewrite("", new ChatFailure.InvalidAnswer(why)));
      }
    }
  }

  private void askAgain(String why) {
    asked = true;
    fault = Optional.empty();
    counts = counts.plus(reader.counts()).plus(new EmulationCounts(0, 0, 0, 1, 0));
    String before = written.toString();
    restart();
    stream.close();
    stream = new SecondAnswer(backend, emulation.again(before, why), observation);
    if (closed) {
      stream.close();
    }
  }
}
