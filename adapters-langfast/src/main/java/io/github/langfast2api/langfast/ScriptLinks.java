package io.github.langfast2api.langfast;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The scripts that a page has a browser load: those of its {@code script} and {@code link}
 * elements, and the chunks of a Next.js build that its texts and its scripts name.
 */
final class ScriptLinks {

  private static final int MAX_TAG_CHARS = 8 << 10;
  private static final Pattern TAG =
      Pattern.compile("<(script|link|base)(?=[\\s/])", Pattern.CASE_INSENSITIVE);
  private static final Pattern SRC = attribute("src");
  private static final Pattern HREF = attribute("href");
  private static final Pattern SCRIPT_FILE = Pattern.compile("\\.m?js(?:[?#]|$)");

  private static final String NEXT = "/_next/";
  private static final Pattern CHUNK =
      Pattern.compile("static/chunks/[\\w./%@()\\[\\]~+!,=-]{1,200}?\\.js(?!\\w)");

  private ScriptLinks() {}

  /**
   * The scripts of a page, in its order.
   *
   * @param page where it stands
   * @param html its source
   */
  static List<URI> ofPage(URI page, String html) {
    Set<URI> scripts = new LinkedHashSet<>();
    URI base = page;
    for (String tag : tags(html)) {
      String lower = tag.toLowerCase(Locale.ROOT);
      if (lower.startsWith("<base")) {
        base = value(HREF, tag).flatMap(href -> LinkPolicy.follow(page, href)).orElse(base);
      } else {
        URI from = base;
        value(lower.startsWith("<script") ? SRC : HREF, tag)
            .filter(link -> lower.startsWith("<script") || SCRIPT_FILE.matcher(link).find())
            .flatMap(link -> LinkPolicy.follow(from, link))
            .ifPresent(scripts::add);
      }
    }
    URI build =
        scripts.stream()
            .filter(script -> script.getRawPath().contains(NEXT))
            .findFirst()
            .orElse(page);
    scripts.addAll(chunks(build, ScriptText.unescaped(html)));
    return List.copyOf(scripts);
  }

  /**
   * The chunks of a Next.js build that a text names, relative to where the build is served.
   *
   * @param build the address of a script of the build, or else of the page
   * @param text without escapes
   */
  static List<URI> chunks(URI build, String text) {
    String path = build.getRawPath();
    int next = path.indexOf(NEXT);
    String folder = next < 0 ? NEXT : path.substring(0, next) + NEXT;
    Set<URI> chunks = new LinkedHashSet<>();
    for (Matcher chunk = CHUNK.matcher(text); chunk.find(); ) {
      LinkPolicy.follow(build, folder + chunk.group()).ifPresent(chunks::add);
    }
    return List.copyOf(chunks);
  }

  /** The start tags that may name a script, each to its end. */
  private static List<String> tags(String html) {
    List<String> tags = new ArrayList<>();
    Matcher start = TAG.matcher(html);
    for (int from = 0; start.find(from); ) {
      from = end(html, start.end());
      tags.add(html.substring(start.start(), from));
    }
    return tags;
  }

  /** Where a tag ends: at the first {@code >} that is in no quotes. */
  private static int end(String html, int from) {
    char quote = 0;
    int last = Math.min(html.length(), from + MAX_TAG_CHARS);
    for (int i = from; i < last; i++) {
      char c = html.charAt(i);
      if (quote == 0 && c == '>') {
        return i;
      }
      if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      }
    }
    return last;
  }

  private static Pattern attribute(String name) {
    return Pattern.compile(
        "\\s" + name + "\\s*+=\\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\\s\"'>]++))",
        Pattern.CASE_INSENSITIVE);
  }

  private static Optional<String> value(Pattern attribute, String tag) {
    Matcher found = attribute.matcher(tag);
    if (!found.find()) {
      return Optional.empty();
    }
    String value =
        found.group(1) != null
            ? found.group(1)
            : found.group(2) != null ? found.group(2) : found.group(3);
    return Optional.of(value.replace("&amp;", "&").strip()).filter(text -> !text.isEmpty());
  }
}
