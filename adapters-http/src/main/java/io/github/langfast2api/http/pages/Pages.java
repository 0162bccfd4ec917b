package io.github.langfast2api.http.pages;

import io.github.langfast2api.http.exchange.RouteTable;
import java.util.List;

/**
 * The gateway's own pages: what a browser is greeted with, and the playground. They need no key:
 * what they ask for they ask of the API, as any client does.
 */
public final class Pages {

  private static final String PLAYGROUND = "/playground";

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

  /**
   * Adds the pages' routes.
   *
   * @param simulated whether the playground is to say that a simulator answers
   */
  public static void addTo(RouteTable routes, boolean simulated) {
    routes.get("/", new Greeting(PageFile.named("welcome.html")));
    routes.get(PLAYGROUND, PageFile.named("playground.html").with("simulated", simulated));
    PARTS.forEach(part -> routes.get(PLAYGROUND + "/" + part, PageFile.named(part)));
  }
}
