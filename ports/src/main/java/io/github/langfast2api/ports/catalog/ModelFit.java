package io.github.langfast2api.ports.catalog;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatOptions;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.Model;
import io.github.langfast2api.domain.Parameter;
import io.github.langfast2api.domain.ResponseFormat;
import io.github.langfast2api.domain.SamplingOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Adapts requests to what a model supports, so that any client may ask any model: its id for an
 * alias, roles that it knows, no more completion tokens than it can generate. Parameters without
 * effect are dropped and reported; what the model cannot do is refused. Immutable.
 */
public final class ModelFit {

  private final Model model;

  public ModelFit(Model model) {
    this.model = model;
  }

  /**
   * Adapts a request.
   *
   * @throws ChatException with {@link ChatFailure.UnsupportedValue} if the model does not support
   *     what the request asks for
   */
  public FittedRequest fit(ChatRequest request) {
    ChatOptions asked = request.options();
    ChatOptions fitted =
        new ChatOptions(
            model.sampling() ? asked.sampling() : SamplingOptions.DEFAULTS,
            asked.maxCompletionTokens(),
            asked.stop(),
            format(asked.responseFormat()),
            word(Parameter.REASONING_EFFORT, asked.reasoningEffort(), model.reasoningEfforts()),
            word(Parameter.VERBOSITY, asked.verbosity(), model.verbosities()),
            asked.tools());
    int room =
        Math.min(
            asked.maxCompletionTokens().orElse(Integer.MAX_VALUE), model.maxCompletionTokens());
    return new FittedRequest(
        new ChatRequest(
            model.id(),
            new RoleFit(model.roles()).fit(request.messages()),
            fitted.withMaxCompletionTokens(room)),
        dropped(asked));
  }

  private List<Parameter> dropped(ChatOptions asked) {
    List<Parameter> dropped = new ArrayList<>();
    SamplingOptions sampling = asked.sampling();
    if (!model.sampling()) {
      sampling.temperature().ifPresent(value -> dropped.add(Parameter.TEMPERATURE));
      sampling.topP().ifPresent(value -> dropped.add(Parameter.TOP_P));
      sampling.presencePenalty().ifPresent(value -> dropped.add(Parameter.PRESENCE_PENALTY));
      sampling.frequencyPenalty().ifPresent(value -> dropped.add(Parameter.FREQUENCY_PENALTY));
    }
    if (model.reasoningEfforts().isEmpty()) {
      asked.reasoningEffort().ifPresent(value -> dropped.add(Parameter.REASONING_EFFORT));
    }
    if (model.verbosities().isEmpty()) {
      asked.verbosity().ifPresent(value -> dropped.add(Parameter.VERBOSITY));
    }
    return dropped;
  }

  /**
   * JSON is asked for in the messages, so that every model has it; text is what a model gives that
   * is asked for nothing.
   */
  private Optional<ResponseFormat> format(Optional<ResponseFormat> asked) {
    return asked.filter(
        format -> !(format instanceof ResponseFormat.Text) || !model.formats().isEmpty());
  }

  private Optional<String> word(
      Parameter parameter, Optional<String> asked, List<String> supported) {
    if (asked.isEmpty() || supported.isEmpty()) {
      return Optional.empty();
    }
    if (!supported.contains(asked.get())) {
      throw unsupported(parameter, asked.get(), supported);
    }
    return asked;
  }

  private ChatException unsupported(Parameter parameter, String value, List<String> supported) {
    return new ChatException(
        new ChatFailure.UnsupportedValue(model.id(), parameter, Optional.of(value), supported));
  }
}
