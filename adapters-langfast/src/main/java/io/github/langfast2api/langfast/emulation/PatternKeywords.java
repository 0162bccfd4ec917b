package io.github.langfast2api.langfast.emulation;

import dev.harrel.jsonschema.EvaluationContext;
import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.EvaluatorFactory;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.SchemaParsingContext;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The keywords {@code pattern} and {@code patternProperties}, with searches that end. */
final class PatternKeywords implements EvaluatorFactory {

  @Override
  public Optional<Evaluator> create(SchemaParsingContext schema, String keyword, JsonNode value) {
    if (keyword.equals("pattern") && value.isString()) {
      return Optional.of(pattern(new BoundedPattern(value.asString()), value.asString()));
    }
    if (keyword.equals("patternProperties") && value.isObject()) {
      Map<BoundedPattern, String> schemas = new LinkedHashMap<>();
      value
          .asObject()
          .forEach(
              (expression, node) ->
                  schemas.put(new BoundedPattern(expression), schema.getAbsoluteUri(node)));
      return Optional.of((context, node) -> properties(schemas, context, node));
    }
    return Optional.empty();
  }

  private static Evaluator pattern(BoundedPattern pattern, String expression) {
    return (context, node) ->
        !node.isString() || pattern.find(node.asString())
            ? Evaluator.Result.success()
            : Evaluator.Result.failure("does not match the pattern " + expression);
  }

  /** The names that match are told, for the keywords that are about all others. */
  private static Evaluator.Result properties(
      Map<BoundedPattern, String> schemas, EvaluationContext context, JsonNode node) {
    if (!node.isObject()) {
      return Evaluator.Result.success();
    }
    boolean valid = true;
    Set<String> matched = new HashSet<>();
    for (Map.Entry<String, JsonNode> property : node.asObject().entrySet()) {
      for (Map.Entry<BoundedPattern, String> schema : schemas.entrySet()) {
        if (schema.getKey().find(property.getKey())) {
          matched.add(property.getKey());
          valid &= context.resolveInternalRefAndValidate(schema.getValue(), property.getValue());
        }
      }
    }
    return valid ? Evaluator.Result.success(matched) : Evaluator.Result.failure();
  }
}
