package io.github.langfast2api.simulator;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a message tells of tools and of the answer's format, since LangFast's own fields for them
 * are not known: the form of a call, after it a tool a line as JSON, after these the rules of their
 * use up to a blank line, and last the format between tags of its own.
 *
 * @param tools that may be called
 * @param format as in OpenAI's API
 * @param end where they end in the message; 0 where there are none
 */
record Instructions(Optional<OfferedTools> tools, Optional<JsonObject> format, int end) {
  private static final String TOOL = "{\"name\":";
  private static final Pattern CALL_FORM =
      Pattern.compile(
          "<(tool_call_[0-9a-f]{8}) name=.*?\\n(?=" + Pattern.quote(TOOL) + ")", Pattern.DOTALL);
  private static final Pattern FORMAT =
      Pattern.compile("<(response_format_[0-9a-f]{8})>(.*?)</\\1>", Pattern.DOTALL);

  static Instructions read(String message) {
    Optional<OfferedTools> tools = Optional.empty();
    int end = 0;
    Matcher form = CALL_FORM.matcher(message);
    if (form.find()) {
      List<JsonObject> list = new ArrayList<>();
      int rules = readTools(message, form.end(), list);
      end = endOfParagraph(message, rules);
      OfferedTools offered = new OfferedTools(form.group(1), list, message.substring(rules, end));
      tools = Optional.of(offered).filter(read -> !list.isEmpty());
    }
    Matcher format = FORMAT.matcher(message);
    return format.find(end)
        ? new Instructions(tools, LenientJson.object(format.group(2)), format.end())
        : new Instructions(tools, Optional.empty(), end);
  }

  /** What the message says after them. */
  String rest(String message) {
    return end == 0 ? message : message.substring(end).stripLeading();
  }

  /** Reads the tools that stand from an index on; returns the index of what comes after them. */
  private static int readTools(String message, int from, List<JsonObject> tools) {
    int at = from;
    while (message.startsWith(TOOL, at)) {
      LenientJson.Prefix tool = LenientJson.prefix(message.substring(at));
      if (LenientJson.text(tool.object(), "name").isPresent()) {
        tools.add(tool.object());
      }
      at = Math.min(at + tool.length() + 1, message.length());
    }
    return at;
  }

  private static int endOfParagraph(String message, int from) {
    int end = message.indexOf("\n\n", from);
    return end < 0 ? message.length() : end;
  }
}
