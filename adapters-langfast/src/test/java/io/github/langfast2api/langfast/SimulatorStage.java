package io.github.langfast2api.langfast;

import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.domain.FinishReason;
import io.github.langfast2api.langfast.emulation.EmulatingBackend;
import io.github.langfast2api.langfast.emulation.Forms;
import io.github.langfast2api.langfast.wire.UpstreamClient;
import io.github.langfast2api.ports.contract.Script;
import io.github.langfast2api.ports.contract.Stage;
import io.github.langfast2api.ports.contract.ToolCallContract;
import io.github.langfast2api.simulator.RunScript;
import io.github.langfast2api.simulator.RunStep;
import io.github.langfast2api.simulator.Simulator;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/** The adapter in front of the simulator. */
final class SimulatorStage implements Stage {

  private static final LangFastSettings.Timeouts TIMEOUTS =
      new LangFastSettings.Timeouts(
          Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMillis(500));

  private final Simulator simulator;
  private final LangFastBackend backend;
  private final ChatBackend emulating;

  SimulatorStage(Variants variants) {
    this(Simulator.start(), variants);
  }

  private SimulatorStage(Simulator simulator, Variants variants) {
    this.simulator = simulator;
    this.backend =
        new LangFastBackend(settings(simulator).withTimeouts(TIMEOUTS).withVariants(variants));
    this.emulating = new EmulatingBackend(backend, Forms.SETTINGS);
  }

  /** A stage whose runs hang on a prompt that somebody stored before. */
  static SimulatorStage withAPromptThatExists() {
    Simulator simulator = Simulator.start();
    LangFastApi api = api(settings(simulator), InstantSource.system());
    String prompt = api.createPrompt(api.signUp());
    return new SimulatorStage(
        simulator,
        new Variants(
            false, new Variants.PromptUse.Fixed(prompt), false, Variants.ResponseFormatForm.TEXT));
  }

  static LangFastSettings settings(Simulator simulator) {
    return LangFastSettings.of(
        simulator.uri(), simulator.uri(), Simulator.ANON_KEY, new Credentials.Anonymous());
  }

  static LangFastApi api(LangFastSettings settings, InstantSource clock) {
    return new LangFastApi(
        new SupabaseClient(
            UpstreamClient.of(settings.network()),
            settings,
            new ConfiguredAnonKey(settings.anonKey().orElseThrow())),
        new UpstreamFailures(settings.timeouts()),
        new RunJson(settings.variants()),
        new CallLimit(settings.maxCalls(), settings.timeouts().call()),
        RunBodyMemory.ofHeap(10, settings.timeouts().call()),
        LangFastObserver.NONE,
        clock);
  }

  @Override
  public ChatBackend backend() {
    return emulating;
  }

  @Override
  public void play(String text, Script script) {
    Script written = Forms.written(script, ToolCallContract.TOOLS);
    List<RunStep> steps = written.steps().stream().map(SimulatorStage::step).toList();
    simulator.play(text, new RunScript(List.of(), steps));
  }

  @Override
  public int held() {
    return backend.runs();
  }

  @Override
  public void close() {
    backend.close();
    simulator.close();
  }

  private static RunStep step(Script.Step step) {
    return switch (step) {
      case Script.Step.Say(String text) -> RunStep.say(text);
      case Script.Step.Rewrite(String text) -> RunStep.show(text);
      case Script.Step.Pause(Duration time) -> RunStep.pause(time);
      case Script.Step.End(var finish) -> RunStep.complete(word(finish.reason()));
      case Script.Step.Fail(var failure) -> RunStep.fail(failure.message());
      case Script.Step.Drop() -> RunStep.drop();
      case Script.Step.Call _ -> throw new IllegalArgumentException("LangFast writes text");
      case Script.Step.BrokenCall _ -> throw new IllegalArgumentException("LangFast writes text");
      case Script.Step.Hold() -> RunStep.hold();
    };
  }

  private static String word(FinishReason reason) {
    return reason.name().toLowerCase(Locale.ROOT);
  }
}
