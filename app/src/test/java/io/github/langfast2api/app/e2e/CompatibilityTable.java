package io.github.langfast2api.app.e2e;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.function.Function;

/**
 * The clients' results, as Markdown.
 *
 * @param checks the rows
 * @param results the columns
 */
record CompatibilityTable(List<CompatibilityCheck> checks, List<ClientResult> results) {

  private static final String END = "<!-- The rest is written by hand. -->\n";

  /** The document, with this table in place of the one that this command writes. */
  String in(String document, String command) {
    String mark = "<!-- Written by %s. -->\n".formatted(command);
    int begin = document.indexOf(mark);
    int end = document.indexOf(END, begin);
    if (begin < 0 || end < 0) {
      throw new IllegalArgumentException("the document has no place for the table");
    }
    String before = document.substring(0, begin + mark.length());
    return before + "\n" + table() + "\n" + notOffered() + "\n" + document.substring(end);
  }

  private String table() {
    StringBuilder table = new StringBuilder();
    table.append(row("", ClientResult::client));
    table.append("|---|").append(":---:|".repeat(results.size())).append('\n');
    table.append(row("version", ClientResult::version));
    table.append(row("runtime", ClientResult::runtime));
    for (CompatibilityCheck check : checks) {
      table.append(row(check.title(), result -> mark(result, check)));
    }
    return table.toString();
  }

  private String row(String title, Function<ClientResult, String> cell) {
    String cells = results.stream().map(cell).collect(joining(" | "));
    return "| %s | %s |\n".formatted(title, cells);
  }

  private static String mark(ClientResult result, CompatibilityCheck check) {
    return switch (String.valueOf(result.outcomes().get(check.id()))) {
      case ClientResult.PASSES -> "\u2713";
      case ClientResult.NOT_OFFERED -> "\u2013";
      default -> "**fails**";
    };
  }

  private String notOffered() {
    StringBuilder notes = new StringBuilder();
    for (ClientResult result : results) {
      String titles =
          checks.stream()
              .filter(check -> mark(result, check).equals("\u2013"))
              .map(check -> "\"" + check.title() + "\"")
              .collect(joining(" and "));
      if (!titles.isEmpty()) {
        notes.append("- %s does not offer %s.\n".formatted(result.client(), titles));
      }
    }
    return notes.isEmpty()
        ? "\u2713 passes.\n"
        : "\u2713 passes. \u2013 is not offered: the client has no call for it.\n\n" + notes;
  }
}
