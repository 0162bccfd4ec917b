package io.github.langfast2api.app;

import io.github.langfast2api.domain.Model;
import io.github.langfast2api.domain.Role;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** One model of the catalogue, member by member, each with its line. */
final class ModelEntry {

  private static final Set<String> MEMBERS =
      Set.of(
          "id",
          "created",
          "owned_by",
          "versions",
          "roles",
          "response_formats",
          "sampling",
          "reasoning_efforts",
          "verbosities",
          "tokenizer",
          "max_completion_tokens");

  private final String file;
  private final long start;
  private final Map<String, Member> members = new HashMap<>();

  private record Member(JsonValue value, long line) {}

  /**
   * @param file the name of the file, for messages
   * @param start the line on which the model begins
   */
  ModelEntry(String file, long start) {
    this.file = file;
    this.start = start;
  }

  void put(String name, JsonValue value, long line) {
    if (!MEMBERS.contains(name)) {
      throw wrong(line, "\"" + name + "\" is not known");
    }
    if (members.put(name, new Member(value, line)) != null) {
      throw wrong(line, "\"" + name + "\" is there twice");
    }
  }

  /**
   * The model.
   *
   * @throws ConfigurationException if a member is missing or wrong
   */
  Model model() {
    try {
      return new Model(
          text("id"),
          Instant.ofEpochSecond(number("created")),
          text("owned_by"),
          texts("versions"),
          constants("roles", Role.values()),
          constants("response_formats", Model.Format.values()),
          flag("sampling"),
          texts("reasoning_efforts"),
          texts("verbosities"),
          tokenizer(),
          Math.toIntExact(number("max_completion_tokens")));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw wrong(start, String.valueOf(e.getMessage()));
    }
  }

  private String tokenizer() {
    String name = text("tokenizer");
    if (!Tokenizers.NAMES.contains(name)) {
      throw wrong("tokenizer", "one of " + String.join(", ", Tokenizers.NAMES));
    }
    return name;
  }

  private String text(String name) {
    if (member(name).value() instanceof JsonString text && !text.getString().isBlank()) {
      return text.getString();
    }
    throw wrong(name, "a text");
  }

  private long number(String name) {
    if (member(name).value() instanceof JsonNumber number && number.isIntegral()) {
      return number.longValueExact();
    }
    throw wrong(name, "a whole number");
  }

  private boolean flag(String name) {
    return switch (member(name).value().getValueType()) {
      case TRUE -> true;
      case FALSE -> false;
      default -> throw wrong(name, "true or false");
    };
  }

  private List<String> texts(String name) {
    if (member(name).value() instanceof JsonArray list
        && list.stream().allMatch(JsonString.class::isInstance)) {
      return list.getValuesAs(JsonString::getString);
    }
    throw wrong(name, "a list of texts");
  }

  private <E extends Enum<E>> Set<E> constants(String name, E[] known) {
    Set<E> constants = new HashSet<>();
    for (String word : texts(name)) {
      constants.add(
          Arrays.stream(known)
              .filter(constant -> word(constant).equals(word))
              .findFirst()
              .orElseThrow(() -> wrong(name, "of " + words(known) + ", and not \"" + word + "\"")));
    }
    return constants;
  }

  private static <E extends Enum<E>> String words(E[] known) {
    return String.join(", ", Arrays.stream(known).map(ModelEntry::word).toList());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private Member member(String name) {
    Member member = members.get(name);
    if (member == null) {
      throw wrong(start, "\"" + name + "\" is missing");
    }
    return member;
  }

  private ConfigurationException wrong(String name, String what) {
    return wrong(member(name).line(), "\"" + name + "\" must be " + what);
  }

  private ConfigurationException wrong(long line, String what) {
    String id =
        members.containsKey("id") ? " in the model " + members.get("id").value() : " in a model";
    return new ConfigurationException("%s, line %d:%s %s.".formatted(file, line, id, what));
  }
}
