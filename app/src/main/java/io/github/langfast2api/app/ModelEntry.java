package io.github.langfast2api.app;

import io.github.langfast2api.domain.Model;
import io.github.langfast2api.domain.Role;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A model as it is described in models.json; {@link Model} says what the members mean. Public since
 * JSON-B requires it.
 */
public record ModelEntry(
    String id,
    Optional<String> name,
    long created,
    String ownedBy,
    List<String> versions,
    List<String> roles,
    List<String> responseFormats,
    boolean sampling,
    List<String> reasoningEfforts,
    List<String> verbosities,
    String tokenizer,
    int maxCompletionTokens) {

  /**
   * The model.
   *
   * @throws io.github.langfast2api.app.config.ConfigurationException if a member has a value that
   *     no model can have
   */
  Model toModel(JsonEntryLocation location) {
    if (!Tokenizers.NAMES.contains(tokenizer)) {
      throw location.wrong("tokenizer", "must be one of " + String.join(", ", Tokenizers.NAMES));
    }
    try {
      return new Model(
          id,
          name.orElse(id),
          Instant.ofEpochSecond(created),
          ownedBy,
          versions,
          constants(roles, Role.values(), "roles", location),
          constants(responseFormats, Model.Format.values(), "response_formats", location),
          sampling,
          reasoningEfforts,
          verbosities,
          tokenizer,
          maxCompletionTokens);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw location.wrong(String.valueOf(e.getMessage()));
    }
  }

  private static <E extends Enum<E>> Set<E> constants(
      List<String> words, E[] known, String member, JsonEntryLocation location) {
    Set<E> constants = new HashSet<>();
    for (String word : words) {
      constants.add(
          Arrays.stream(known)
              .filter(constant -> word(constant).equals(word))
              .findFirst()
              .orElseThrow(
                  () ->
                      location.wrong(
                          member, "must be of %s, and not \"%s\"".formatted(words(known), word))));
    }
    return constants;
  }

  private static <E extends Enum<E>> String words(E[] known) {
    return String.join(", ", Arrays.stream(known).map(ModelEntry::word).toList());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
