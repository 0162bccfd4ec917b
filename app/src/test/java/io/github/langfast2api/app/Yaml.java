package io.github.langfast2api.app;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A part of a YAML file; asking for what is not there fails the test. */
record Yaml(Object value) {

  static Yaml read(Path file) throws IOException {
    LoaderOptions strict = new LoaderOptions();
    strict.setAllowDuplicateKeys(false);
    try (Reader reader = Files.newBufferedReader(file)) {
      Object document = new org.yaml.snakeyaml.Yaml(new SafeConstructor(strict)).load(reader);
      return new Yaml(document);
    }
  }

  /** What is found by these keys, one in the other. */
  Yaml at(String... keys) {
    Yaml here = this;
    for (String key : keys) {
      if (!(here.value instanceof Map<?, ?> map) || !map.containsKey(key)) {
        throw new AssertionError("no " + key + " in " + here.value);
      }
      here = new Yaml(map.get(key));
    }
    return here;
  }

  Set<String> keys() {
    if (value instanceof Map<?, ?> map) {
      return map.keySet().stream().map(String::valueOf).collect(Collectors.toSet());
    }
    throw new AssertionError("no map: " + value);
  }

  List<Yaml> list() {
    if (value instanceof List<?> list) {
      return list.stream().map(Object.class::cast).map(Yaml::new).toList();
    }
    throw new AssertionError("no list: " + value);
  }

  /** The one of a list that has this name. */
  Yaml named(String name) {
    return list().stream()
        .filter(item -> item.at("name").text().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name + " in " + value));
  }

  String text() {
    return String.valueOf(value);
  }

  int number() {
    return Integer.parseInt(text());
  }
}
