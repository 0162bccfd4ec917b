package io.github.langfast2api.http.messages;

import io.github.langfast2api.domain.Model;
import io.github.langfast2api.domain.ResponseFormat;
import io.github.langfast2api.domain.SchemaCheck;
import io.github.langfast2api.http.error.InvalidRequest;
import io.github.langfast2api.http.request.Fields;
import io.github.langfast2api.ports.catalog.ModelCatalog;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The reader of {@code output_config}, of {@code output_format}, which a part of it was before, and
 * of {@code thinking}, which OpenAI's models have as reasoning effort. Safe for any thread.
 *
 * @param schemas checks schemas
 * @param catalog tells the efforts of a model: the nearest of them is asked for
 */
record OutputConfigReader(SchemaCheck schemas, ModelCatalog catalog) {

  private static final String EFFORT = "effort";
  private static final Set<String> EFFORTS = Set.of("low", "medium", "high", "xhigh", "max");
  private static final Set<String> THINKING =
      Set.of("enabled", "disabled", "adaptive", "between_tools");
  private static final int MIN_BUDGET = 1024;
  private static final int MEDIUM_BUDGET = 4096;
  private static final int HIGH_BUDGET = 16_384;

  /** OpenAI's efforts, from the least on. */
  private static final List<String> FROM_LEAST =
      List.of("none", "minimal", "low", "medium", "high", "xhigh");

  /** Reads the format that the answer must have. */
  Optional<ResponseFormat> format(Fields body) {
    return body.object("output_config")
        .flatMap(config -> config.object("format"))
        .or(() -> body.object("output_format"))
        .map(this::schema);
  }

  private ResponseFormat schema(Fields format) {
    String type = format.requiredString("type");
    if (!type.equals("json_schema")) {
      throw InvalidRequest.invalidValue(format.path("type"), "'json_schema'", type);
    }
    String schema = format.requiredObject("schema").object().toString();
    schemas
        .faultOfResponseSchema(schema)
        .ifPresent(
            fault -> {
              throw InvalidRequest.invalidSchema(
                  format.path("schema"), "invalid_json_schema", "the output", fault);
            });
    return new ResponseFormat.JsonSchema(
        "output", Optional.empty(), Optional.of(schema), Optional.of(true));
  }

  /**
   * Reads the reasoning effort.
   *
   * @param model which may not be on offer
   * @return one that the model has; empty if the choice is left to it, or it has none
   */
  Optional<String> effort(Fields body, String model) {
    Optional<String> thinking = body.object("thinking").flatMap(OutputConfigReader::thinking);
    Optional<String> asked =
        body.object("output_config").flatMap(config -> config.enumValue(EFFORT, EFFORTS));
    return asked.or(() -> thinking).flatMap(effort -> nearest(effort, model));
  }

  private static Optional<String> thinking(Fields thinking) {
    String type =
        thinking
            .enumValue("type", THINKING)
            .orElseThrow(() -> InvalidRequest.missing(thinking.path("type")));
    return switch (type) {
      case "enabled" -> {
        int budget =
            thinking
                .integer("budget_tokens", MIN_BUDGET)
                .orElseThrow(() -> InvalidRequest.missing(thinking.path("budget_tokens")));
        yield Optional.of(
            budget < MEDIUM_BUDGET ? "low" : budget < HIGH_BUDGET ? "medium" : "high");
      }
      case "disabled" -> Optional.of(FROM_LEAST.getFirst());
      default -> Optional.empty();
    };
  }

  private Optional<String> nearest(String effort, String model) {
    int rank = FROM_LEAST.indexOf(effort.equals("xhigh") || effort.equals("max") ? "high" : effort);
    return catalog.find(model).map(Model::reasoningEfforts).orElse(List.of()).stream()
        .min(Comparator.comparingInt(has -> Math.abs(FROM_LEAST.indexOf(has) - rank)));
  }
}
