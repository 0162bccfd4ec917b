package io.github.langfast2api.http.pages;

import io.github.langfast2api.http.exchange.RouteTable;
import java.util.List;
import java.util.Set;

/**
 * The gateway's own pages: what a browser is greeted with, and the playground. They need no key:
 * what they ask for they ask of the API, as any client does.
 */
public final class Pages {

  private static final String PLAYGROUND = "/playground";

  /** Where the addresses in the playground's page would lead elsewhere. */
  private static final String MISPLACED = PLAYGROUND + "/";

  /** What the playground is made of besides its page; their addresses are relative to it. */
  private static final List<String> PARTS =
      List.of(
          "playground.css",
          "icon.svg",
          "main.js",
          "api.js",
          "code.js",
          "composer.js",
          "conversation.js",
          "key.js",
          "tabs.js",
          "turn.js");

  private Pages() {}

  /** The paths with a slash at their end that are not those without. */
  public static Set<String> withTrailingSlash() {
    return Set.of(MISPLACED);
  }

  /**
   * Adds the pages' routes.
   *
   * @param simulated whether the playground is to say that a simulator answers
   */
  public static void addTo(RouteTable routes, boolean simulated) {
    routes.get("/", new Greeting(PageFile.named("welcome.html")));
    routes.redirect(MISPLACED, ".." + PLAYGROUND);
    routes.get(PLAYGROUND, PageFile.named("playground.html").with("simulated", simulated));
    PARTS.forEach(part -> routes.get(PLAYGROUND + "/" + part, PageFile.named(part)));
  }
}
