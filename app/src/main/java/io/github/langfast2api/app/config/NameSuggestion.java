package io.github.langfast2api.app.config;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Suggests the setting that was probably meant by a name that is not known. */
public final class NameSuggestion {

  /** The largest edit distance from a wrong name to the name that is suggested for it. */
  private static final int MAX_DISTANCE = 4;

  private NameSuggestion() {}

  /** The end of a sentence about a wrong name: a question, or a full stop if none is like it. */
  public static String of(String name, Collection<String> known) {
    String upperCase = name.toUpperCase(Locale.ROOT);
    return known.stream()
        .filter(candidate -> distance(upperCase, candidate) <= MAX_DISTANCE)
        .min(
            Comparator.comparing((String candidate) -> distance(upperCase, candidate))
                .thenComparing(candidate -> candidate))
        .map(candidate -> "; did you mean " + candidate + "?")
        .orElse(".");
  }

  /** The Levenshtein distance: insertions, deletions and substitutions from one to the other. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int substituted = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j - 1], diagonal));
      }
    }
    return row[other.length()];
  }
}
