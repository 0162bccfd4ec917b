package io.github.langfast2api.app;

import io.github.langfast2api.app.config.ConfigurationException;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a JSON file of the form <code>{"models": [{…}, {…}]}</code>: a list of entries, each bound
 * to a record by JSON-B. Before the list there may be a {@code $schema}, which is for editors.
 *
 * <p>JSON-B ignores members it does not know, leaves components without a member null, and tells no
 * line. So each entry is first checked against the record, member by member, and what an operator
 * mistyped is reported with its line.
 *
 * @param <T> the record, whose components are the members of an entry
 */
final class JsonEntryReader<T extends Record> {

  private static final JsonProvider JSON = JsonProvider.provider();
  private static final JsonParserFactory PARSERS = JSON.createParserFactory(Map.of());
  private static final JsonBuilderFactory BUILDERS = JSON.createBuilderFactory(Map.of());
  private static final Jsonb BINDING =
      JsonbBuilder.create(new JsonbConfig().withPropertyNamingStrategy(RecordSchema::memberName));

  /** Names the JSON Schema by which editors help. */
  private static final String SCHEMA = "$schema";

  private final String source;
  private final String list;
  private final Class<T> type;
  private final RecordSchema schema;
  private final JsonParser parser;

  private JsonEntryReader(String source, String list, Class<T> type, JsonParser parser) {
    this.source = source;
    this.list = list;
    this.type = type;
    this.schema = new RecordSchema(type);
    this.parser = parser;
  }

  /**
   * Reads all entries, in their order.
   *
   * @param source what error messages call the file
   * @param list the member of the whole that has the entries
   * @throws JsonException if it is not JSON
   * @throws ConfigurationException if it is JSON of another form
   */
  static <T extends Record> List<JsonEntry<T>> read(
      String source, String json, String list, Class<T> type) {
    try (JsonParser parser = PARSERS.createParser(new StringReader(json))) {
      return new JsonEntryReader<>(source, list, type, parser).entries();
    }
  }

  private List<JsonEntry<T>> entries() {
    expect(Event.START_OBJECT);
    expect(Event.KEY_NAME);
    if (parser.getString().equals(SCHEMA)) {
      expect(Event.VALUE_STRING);
      expect(Event.KEY_NAME);
    }
    if (!parser.getString().equals(list)) {
      throw wrongForm();
    }
    expect(Event.START_ARRAY);
    List<JsonEntry<T>> entries = new ArrayList<>();
    for (Event event = parser.next(); event != Event.END_ARRAY; event = parser.next()) {
      if (event != Event.START_OBJECT) {
        throw wrongForm();
      }
      entries.add(entry());
    }
    expect(Event.END_OBJECT);
    if (parser.hasNext()) {
      throw wrongForm();
    }
    return entries;
  }

  /** Reads an entry whose opening brace has been read. */
  private JsonEntry<T> entry() {
    long start = line();
    JsonObjectBuilder members = BUILDERS.createObjectBuilder();
    Map<String, Long> lines = new HashMap<>();
    while (parser.next() == Event.KEY_NAME) {
      String name = parser.getString();
      boolean duplicate = lines.put(name, line()) != null;
      parser.next();
      members.add(name, parser.getValue());
      if (duplicate) {
        throw location(start, members.build(), lines).wrong(name, "is there twice");
      }
    }
    JsonObject object = members.build();
    JsonEntryLocation location = location(start, object, lines);
    schema.check(object, location);
    return new JsonEntry<>(BINDING.fromJson(object.toString(), type), location);
  }

  private JsonEntryLocation location(long start, JsonObject object, Map<String, Long> lines) {
    return new JsonEntryLocation(source, start, schema.nameOf(object), lines);
  }

  private void expect(Event event) {
    if (parser.next() != event) {
      throw wrongForm();
    }
  }

  private ConfigurationException wrongForm() {
    return new ConfigurationException(
        "%s, line %d: an object with a list \"%s\" of objects belongs there."
            .formatted(source, line(), list));
  }

  private long line() {
    return parser.getLocation().getLineNumber();
  }
}
