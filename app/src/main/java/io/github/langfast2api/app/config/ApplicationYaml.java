package io.github.langfast2api.app.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.UnicodeReader;

/**
 * The operator's application.yaml: settings by name, each with a scalar, or with a list or a map of
 * scalars for those that have several values. Every value is the text that stands in the file: YAML
 * 1.1 would make a number of the key {@code 0123}, and a boolean of the alias {@code on}. What is
 * not understood is refused with its line; nothing is passed over.
 */
final class ApplicationYaml {

  private final Path file;
  private final Set<String> names;
  private final Map<String, String> values = new LinkedHashMap<>();

  private ApplicationYaml(Path file, Set<String> names) {
    this.file = file;
    this.names = names;
  }

  /**
   * The values in this file; none if there is no such file.
   *
   * @param names of all settings, asked for if there is such a file
   * @throws ConfigurationException if it cannot be read
   */
  public static Map<String, String> read(Path file, Supplier<Set<String>> names) {
    if (!Files.exists(file)) {
      return Map.of();
    }
    ApplicationYaml settings = new ApplicationYaml(file, names.get());
    try (InputStream in = Files.newInputStream(file)) {
      settings.add(new Yaml(new LoaderOptions()).compose(new UnicodeReader(in)));
      return settings.values;
    } catch (MarkedYAMLException e) {
      int line = Optional.ofNullable(e.getProblemMark()).map(mark -> mark.getLine() + 1).orElse(1);
      throw new ConfigurationException(
          "%s in the working directory, line %d: it is not YAML: %s."
              .formatted(file.getFileName(), line, e.getProblem()),
          e);
    } catch (IOException | YAMLException e) {
      throw new ConfigurationException(
          "%s in the working directory cannot be read: %s."
              .formatted(file.getFileName(), e.getMessage()),
          e);
    }
  }

  private void add(@Nullable Node root) {
    if (root == null || isNull(root)) {
      return;
    }
    if (!(root instanceof MappingNode map)) {
      throw wrong(root, "settings are written as NAME: value");
    }
    for (NodeTuple entry : map.getValue()) {
      String name = scalar(entry.getKeyNode(), "a name");
      if (!names.contains(name)) {
        throw wrong(
            entry.getKeyNode(),
            "\"%s\" is no setting%s".formatted(name, NameSuggestion.of(name, names)));
      }
      if (values.put(name, value(name, entry.getValueNode())) != null) {
        throw wrong(entry.getKeyNode(), name + " is set twice");
      }
    }
  }

  private String value(String name, Node node) {
    return switch (node) {
      case SequenceNode list -> joined(name, list.getValue());
      case MappingNode map -> joined(name, map);
      default -> isNull(node) ? "" : scalar(node, "a value");
    };
  }

  private String joined(String name, List<Node> items) {
    List<String> parts = new ArrayList<>();
    for (Node item : items) {
      parts.add(part(name, item));
    }
    return String.join(",", parts);
  }

  private String joined(String name, MappingNode map) {
    List<String> parts = new ArrayList<>();
    for (NodeTuple entry : map.getValue()) {
      parts.add(part(name, entry.getKeyNode()) + "=" + part(name, entry.getValueNode()));
    }
    return String.join(",", parts);
  }

  /** One of several values, which are told apart by commas. */
  private String part(String name, Node node) {
    String part = scalar(node, "one of the values of " + name);
    if (part.isBlank() || part.contains(",")) {
      throw wrong(node, "one of the values of %s is empty or has a comma".formatted(name));
    }
    return part;
  }

  private String scalar(Node node, String what) {
    if (node instanceof ScalarNode scalar && !isNull(node)) {
      return scalar.getValue();
    }
    throw wrong(node, what + " must be a text");
  }

  private static boolean isNull(Node node) {
    return Tag.NULL.equals(node.getTag());
  }

  private ConfigurationException wrong(Node node, String what) {
    String sentence = what.endsWith("?") || what.endsWith(".") ? what : what + ".";
    return new ConfigurationException(
        "%s in the working directory, line %d: %s"
            .formatted(file.getFileName(), node.getStartMark().getLine() + 1, sentence));
  }
}
