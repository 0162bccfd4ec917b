package io.github.langfast2api.app.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The jar's application.yaml as the operator reads it: settings in groups, each with a comment. */
record SettingsFile(List<Group> groups) {

  /** What follows a line such as {@code # --- Listener ---}. */
  record Group(String name, List<Setting> settings) {}

  /** A setting with the comment right above it. */
  record Setting(String name, String value, String meaning) {}

  public static SettingsFile read() throws IOException {
    List<Group> groups = new ArrayList<>();
    List<String> comment = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("src/main/resources/application.yaml"))) {
      if (line.startsWith("# --- ")) {
        groups.add(new Group(line.replace("# --- ", "").replace(" ---", ""), new ArrayList<>()));
      } else if (line.startsWith("#")) {
        comment.add(line.substring(1).strip());
      } else if (line.isBlank()) {
        comment.clear();
      } else {
        int colon = line.indexOf(':');
        String value = line.substring(colon + 1).strip().replace("\"", "");
        groups
            .getLast()
            .settings()
            .add(new Setting(line.substring(0, colon), value, String.join(" ", comment)));
        comment.clear();
      }
    }
    return new SettingsFile(groups);
  }

  Stream<Setting> settings() {
    return groups.stream().flatMap(group -> group.settings().stream());
  }
}
