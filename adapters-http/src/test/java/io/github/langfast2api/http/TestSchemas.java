package io.github.langfast2api.http;

import io.github.langfast2api.domain.SchemaCheck;
import java.util.Optional;

/** Finds fault with schemas that are no objects; what else can be wrong is for others to test. */
final class TestSchemas implements SchemaCheck {

  static final TestSchemas INSTANCE = new TestSchemas();

  private TestSchemas() {}

  @Override
  public Optional<String> faultOfParameters(String parameters) {
    return parameters.contains("\"type\":\"array\"")
        ? Optional.of("schema must be of type \"object\"")
        : Optional.empty();
  }

  @Override
  public Optional<String> faultOfResponseSchema(String schema) {
    return faultOfParameters(schema);
  }
}
