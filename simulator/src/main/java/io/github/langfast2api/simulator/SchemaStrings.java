package io.github.langfast2api.simulator;

import jakarta.json.JsonObject;

/** Strings that are valid for a JSON Schema, whose {@code pattern} is ignored. */
final class SchemaStrings {
  private static final int MAX_CHARS = 10_000;

  private final String words;

  SchemaStrings(String words) {
    this.words = words;
  }

  /** The n-th string; different n give different strings, if the schema allows it. */
  String string(JsonObject schema, int n) {
    return switch (schema.getString("format", "")) {
      case "date" -> "2025-01-%02d".formatted(1 + n % 28);
      case "date-time" -> "2025-01-01T00:00:%02dZ".formatted(n % 60);
      case "time" -> "00:00:%02dZ".formatted(n % 60);
      case "duration" -> "PT%dS".formatted(1 + n);
      case "uuid" -> "00000000-0000-4000-8000-%012d".formatted(n);
      case "email", "idn-email" -> "simulated%s@example.com".formatted(nth(n));
      case "hostname", "idn-hostname" -> "simulated%s.example.com".formatted(nth(n));
      case "uri", "uri-reference", "iri" -> "https://example.com/simulated%s".formatted(nth(n));
      case "ipv4" -> "127.0.0.%d".formatted(1 + n % 250);
      case "ipv6" -> "::%x".formatted(1 + n);
      default -> free(schema, n);
    };
  }

  private String free(JsonObject schema, int n) {
    String text = n == 0 ? words : (1 + n) + ": " + words;
    int least = Math.min(schema.getInt("minLength", 0), MAX_CHARS);
    int missing = least - text.codePointCount(0, text.length());
    String padded = missing > 0 ? text + ".".repeat(missing) : text;
    return ShortText.cut(padded, schema.getInt("maxLength", Integer.MAX_VALUE));
  }

  private static String nth(int n) {
    return n == 0 ? "" : Integer.toString(1 + n);
  }
}
