package io.github.langfast2api.app;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A dashboard of Grafana, and what it asks Prometheus. */
final class Dashboard {

  private static final JsonReaderFactory JSON = Json.createReaderFactory(Map.of());

  /** What stands in a query and is no metric: matchers, ranges, groups, and labels of variables. */
  private static final Pattern ASIDE =
      Pattern.compile(
          "\\{[^}]*}|\\[[^]]*]|\\b(by|without|on|ignoring)\\s*\\([^)]*\\)|,\\s*\\w+\\s*\\)$|\"[^\"]*\"");

  /** A name that no bracket follows; a function has one. */
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][\\w:]*+(?!\\s*\\()");

  private final JsonObject json;

  private Dashboard(JsonObject json) {
    this.json = json;
  }

  static Dashboard read(Path file) throws IOException {
    try (JsonReader reader = JSON.createReader(Files.newBufferedReader(file))) {
      return new Dashboard(reader.readObject());
    }
  }

  List<JsonObject> panels() {
    return json.getJsonArray("panels").getValuesAs(JsonObject.class);
  }

  /** Every query of its panels and variables. */
  List<String> queries() {
    List<String> queries = new ArrayList<>();
    for (JsonObject panel : panels()) {
      for (JsonObject target : panel.getJsonArray("targets").getValuesAs(JsonObject.class)) {
        queries.add(target.getString("expr"));
      }
    }
    JsonArray variables = json.getJsonObject("templating").getJsonArray("list");
    for (JsonObject variable : variables.getValuesAs(JsonObject.class)) {
      if (variable.get("query") instanceof JsonString query && isQuery(variable)) {
        queries.add(query.getString());
      }
    }
    return queries;
  }

  private static boolean isQuery(JsonObject variable) {
    JsonValue type = variable.get("type");
    return type instanceof JsonString text && text.getString().equals("query");
  }

  /** The names of all metrics that it shows, as Prometheus knows them. */
  Set<String> metrics() {
    Set<String> metrics = new TreeSet<>();
    queries().forEach(query -> metrics.addAll(metrics(query)));
    return metrics;
  }

  /** The names of the metrics in a query of PromQL. */
  static Set<String> metrics(String query) {
    Set<String> metrics = new TreeSet<>();
    Matcher name = NAME.matcher(ASIDE.matcher(query).replaceAll(" "));
    while (name.find()) {
      metrics.add(name.group());
    }
    return metrics;
  }
}
