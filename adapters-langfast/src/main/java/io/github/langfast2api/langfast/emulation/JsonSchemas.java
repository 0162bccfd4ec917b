package io.github.langfast2api.langfast.emulation;

import dev.harrel.jsonschema.Error;
import dev.harrel.jsonschema.JsonSchemaException;
import dev.harrel.jsonschema.SchemaResolver;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JakartaJsonNode;
import io.github.langfast2api.domain.SchemaCheck;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * JSON Schemas, draft 2020-12 unless they name another. Nothing is fetched: what a schema refers to
 * stands in it. Safe for any thread.
 */
public final class JsonSchemas implements SchemaCheck {

  private static final int CACHED_CHARS = 1 << 20;

  private static final ValidatorFactory VALIDATORS =
      new ValidatorFactory()
          .withJsonNodeFactory(
              new JakartaJsonNode.Factory(JsonProvider.provider().createParserFactory(Map.of())))
          .withEvaluatorFactory(new PatternKeywords())
          .withSchemaResolver(uri -> SchemaResolver.Result.empty());

  private final BoundedCache<String, Compiled> compiled =
      new BoundedCache<>(Compiled::of, text -> 1024 + text.length(), CACHED_CHARS);

  @Override
  public Optional<String> faultOfParameters(String parameters) {
    Optional<JsonValue> schema = JsonSyntax.parse(parameters);
    if (schema.isEmpty()) {
      return Optional.of("schema is not valid JSON");
    }
    if (!(schema.get() instanceof JsonObject object)) {
      return Optional.of("schema must be a JSON object");
    }
    return object.isEmpty() ? Optional.empty() : SchemaFaults.ofObject(object);
  }

  @Override
  public Optional<String> faultOfResponseSchema(String schema) {
    return faultOfParameters(schema).or(() -> compiled.get(schema).fault());
  }

  /**
   * What is wrong with an answer.
   *
   * @param schema JSON text, which was checked before
   * @param answer JSON text
   */
  Optional<String> faultOfAnswer(String schema, String answer) {
    return JsonSyntax.parse(answer)
        .map(value -> compiled.get(schema).faultOf(value))
        .orElseGet(() -> Optional.of("it is JSON that cannot be read"));
  }

  /** A schema that was read, or why it cannot be. */
  private record Compiled(
      Validator validator, Optional<URI> uri, Optional<String> fault, ReentrantLock lock) {

    static Compiled of(String schema) {
      Validator validator = VALIDATORS.createValidator();
      try {
        URI uri = validator.registerSchema(schema);
        return new Compiled(validator, Optional.of(uri), Optional.empty(), new ReentrantLock());
      } catch (JsonSchemaException | IllegalArgumentException e) {
        Optional<String> fault = Optional.of("schema is not valid: " + e.getMessage());
        return new Compiled(validator, Optional.empty(), fault, new ReentrantLock());
      }
    }

    Optional<String> faultOf(JsonValue value) {
      if (uri.isEmpty()) {
        return fault;
      }
      lock.lock();
      try {
        Validator.Result result = validator.validate(uri.get(), value);
        return result.isValid()
            ? Optional.empty()
            : result.getErrors().stream().findFirst().map(Compiled::told).or(() -> BROKEN);
      } catch (StackOverflowError e) {
        return Optional.of("its schema leads to itself without end, or it nests too deep");
      } finally {
        lock.unlock();
      }
    }

    private static final Optional<String> BROKEN = Optional.of("it does not follow the schema");

    private static String told(Error error) {
      String place = error.getInstanceLocation();
      return "it does not follow the schema: "
          + (place.isEmpty() ? "" : place + ": ")
          + error.getError();
    }
  }
}
