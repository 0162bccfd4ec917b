package io.github.langfast2api.ports.catalog;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatOptions;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.Model;
import io.github.langfast2api.domain.ResponseFormat;
import io.github.langfast2api.domain.SamplingOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Brings a request into the form that a model takes, so that any client may ask any model: the
 * model's own id, roles that it knows, an answer no longer than it can give. What cannot be brought
 * into form is refused and never passed over.
 */
public final class ModelFit {

  private final Model model;

  public ModelFit(Model model) {
    this.model = model;
  }

  /**
   * The request as the model takes it.
   *
   * @throws ChatException with {@link ChatFailure.UnsupportedParameter} or {@link
   *     ChatFailure.UnsupportedValue} if the model cannot do what is asked
   */
  public FittedRequest fit(ChatRequest request) {
    ChatOptions asked = request.options();
    ChatOptions fitted =
        new ChatOptions(
            model.sampling() ? asked.sampling() : SamplingOptions.DEFAULTS,
            asked.maxCompletionTokens(),
            asked.stop(),
            format(asked.responseFormat()),
            word("reasoning_effort", asked.reasoningEffort(), model.reasoningEfforts()),
            word("verbosity", asked.verbosity(), model.verbosities()),
            asked.tools());
    int room =
        Math.min(
            asked.maxCompletionTokens().orElse(Integer.MAX_VALUE), model.maxCompletionTokens());
    return new FittedRequest(
        new ChatRequest(
            model.id(),
            new RoleFit(model.roles()).fit(request.messages()),
            fitted.withMaxCompletionTokens(room)),
        dropped(asked.sampling()));
  }

  private List<String> dropped(SamplingOptions asked) {
    List<String> dropped = new ArrayList<>();
    if (!model.sampling()) {
      asked.temperature().ifPresent(value -> dropped.add("temperature"));
      asked.topP().ifPresent(value -> dropped.add("top_p"));
      asked.presencePenalty().ifPresent(value -> dropped.add("presence_penalty"));
      asked.frequencyPenalty().ifPresent(value -> dropped.add("frequency_penalty"));
    }
    return dropped;
  }

  private Optional<ResponseFormat> format(Optional<ResponseFormat> asked) {
    if (asked.isEmpty() || model.formats().contains(kind(asked.get()))) {
      return asked;
    }
    if (asked.get() instanceof ResponseFormat.Text) {
      return Optional.empty();
    }
    String value = kind(asked.get()).name().toLowerCase(java.util.Locale.ROOT);
    throw new ChatException(
        new ChatFailure.UnsupportedValue(
            "response_format",
            "`" + model.id() + "` does not support response_format `" + value + "`."));
  }

  private static Model.Format kind(ResponseFormat format) {
    return switch (format) {
      case ResponseFormat.Text() -> Model.Format.TEXT;
      case ResponseFormat.JsonObject() -> Model.Format.JSON_OBJECT;
      case ResponseFormat.JsonSchema schema -> Model.Format.JSON_SCHEMA;
    };
  }

  private Optional<String> word(String parameter, Optional<String> asked, List<String> known) {
    if (asked.isEmpty() || known.contains(asked.get())) {
      return asked;
    }
    if (known.isEmpty()) {
      throw new ChatException(
          new ChatFailure.UnsupportedParameter(
              parameter,
              "`" + model.id() + "` does not support the parameter `" + parameter + "`."));
    }
    throw new ChatException(
        new ChatFailure.UnsupportedValue(
            parameter,
            "`%s` does not support %s `%s`. It supports: %s."
                .formatted(model.id(), parameter, asked.get(), String.join(", ", known))));
  }
}
