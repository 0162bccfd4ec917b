package io.github.langfast2api.ports.contract;

import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.Finish;
import io.github.langfast2api.domain.FinishReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** An answer as data: what a backend is to do with one request, step by step. */
public record Script(List<Step> steps) {

  /** One thing that happens. */
  public sealed interface Step {

    /** The model says more. The text may be half a surrogate pair; its other half follows. */
    record Say(String text) implements Step {}

    /** The model calls a tool. */
    record Call(String name, String arguments) implements Step {}

    /** The model begins to write a call, and does not come to its end. */
    record BrokenCall(String name, String arguments) implements Step {}

    /** What was said is taken back, and this is said instead. */
    record Rewrite(String text) implements Step {}

    /** Nothing happens for a while. */
    record Pause(Duration time) implements Step {}

    /** The answer ends whole. */
    record End(Finish finish) implements Step {}

    /** The model's maker gives up. */
    record Fail(ChatFailure failure) implements Step {}

    /** The connection on which the answer comes breaks, and the answer with it. */
    record Drop() implements Step {}

    /** Nothing more happens, ever. */
    record Hold() implements Step {}
  }

  public Script {
    steps = List.copyOf(steps);
  }

  /** An answer that says these pieces and then comes to its end. */
  public static Script saying(String... pieces) {
    return new Script(List.of()).say(pieces);
  }

  /** More text. */
  public Script say(String... pieces) {
    Script script = this;
    for (String piece : pieces) {
      script = script.then(new Step.Say(piece));
    }
    return script;
  }

  /** A call of a tool. */
  public Script call(String name, String arguments) {
    return then(new Step.Call(name, arguments));
  }

  /** A call that is not written to its end. */
  public Script brokenCall(String name, String arguments) {
    return then(new Step.BrokenCall(name, arguments));
  }

  public Script rewrite(String text) {
    return then(new Step.Rewrite(text));
  }

  public Script pause(Duration time) {
    return then(new Step.Pause(time));
  }

  public Script finish(FinishReason reason) {
    return finish(Finish.of(reason));
  }

  public Script finish(Finish finish) {
    return then(new Step.End(finish));
  }

  public Script fail(ChatFailure failure) {
    return then(new Step.Fail(failure));
  }

  public Script drop() {
    return then(new Step.Drop());
  }

  public Script hold() {
    return then(new Step.Hold());
  }

  /** All that is said. */
  public String text() {
    return steps.stream()
        .filter(Step.Say.class::isInstance)
        .map(step -> ((Step.Say) step).text())
        .collect(Collectors.joining());
  }

  private Script then(Step step) {
    List<Step> longer = new ArrayList<>(steps);
    longer.add(step);
    return new Script(longer);
  }
}
