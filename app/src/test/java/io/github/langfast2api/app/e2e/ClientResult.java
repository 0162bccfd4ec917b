package io.github.langfast2api.app.e2e;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a client's tests came to, which is a file of its own.
 *
 * @param id the client's id, by which the file is named
 * @param client what the client is called
 * @param version the version that was run
 * @param runtime what it ran on
 * @param outcomes by the checks' ids: {@link #PASSES}, {@link #FAILS} or {@link #NOT_OFFERED}
 */
record ClientResult(
    String id, String client, String version, String runtime, Map<String, String> outcomes) {

  static final String PASSES = "passes";
  static final String FAILS = "fails";
  static final String NOT_OFFERED = "not offered";

  private static final JsonProvider JSON = JsonProvider.provider();

  /** Where a client's result is. */
  static Path file(String id) {
    return Path.of("target", "compatibility", id + ".json");
  }

  /** Reads the result of a client from where it is. */
  static ClientResult read(String id, Path file) throws IOException {
    try (JsonReader reader = JSON.createReader(Files.newBufferedReader(file))) {
      JsonObject json = reader.readObject();
      Map<String, String> outcomes = new LinkedHashMap<>();
      json.getJsonObject("outcomes")
          .forEach((check, word) -> outcomes.put(check, ((JsonString) word).getString()));
      return new ClientResult(
          id,
          json.getString("client"),
          json.getString("version"),
          json.getString("runtime"),
          Map.copyOf(outcomes));
    }
  }

  void write() throws IOException {
    JsonObjectBuilder words = JSON.createObjectBuilder();
    outcomes.forEach(words::add);
    JsonObject json =
        JSON.createObjectBuilder()
            .add("client", client)
            .add("version", version)
            .add("runtime", runtime)
            .add("outcomes", words)
            .build();
    Files.createDirectories(file(id).getParent());
    Files.writeString(file(id), json.toString());
  }
}
