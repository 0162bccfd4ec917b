package io.github.langfast2api.simulator;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tools that instructions offer, and how they are to be called.
 *
 * @param mark the name of the tag in which a call is written
 * @param tools each as JSON with its {@code name}, in the order given
 * @param rules the sentences that tell which of them must or may be called
 */
public record OfferedTools(String mark, List<JsonObject> tools, String rules) {
  private static final Pattern NAMED = Pattern.compile("must be a call of \"([^\"]+)\"");
  private static final Pattern ALLOWED = Pattern.compile("no other than: (.+?)\\.(?:\\s|$)");

  public OfferedTools {
    tools = List.copyOf(tools);
  }

  /** Whether an answer without a call is against the rules. */
  boolean mustCall() {
    return named().isPresent() || rules.contains("must hold one block");
  }

  int maxCalls() {
    return named().isPresent() || rules.contains("one block at most") ? 1 : Integer.MAX_VALUE;
  }

  boolean allows(String name) {
    Matcher allowed = ALLOWED.matcher(rules);
    boolean isListed = !allowed.find() || List.of(allowed.group(1).split(", ")).contains(name);
    return isListed && named().map(name::equals).orElse(true);
  }

  private Optional<String> named() {
    Matcher named = NAMED.matcher(rules);
    return named.find() ? Optional.of(named.group(1)) : Optional.empty();
  }
}
