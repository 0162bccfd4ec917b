package io.github.langfast2api.http.pages;

import io.github.langfast2api.http.exchange.RouteTable;
import java.util.List;
import java.util.Set;

/**
 * The routes of the gateway's own pages: the welcome page, the playground and the OpenAPI
 * description. They need no key: the playground's script sends the user's key to the API, as any
 * client does.
 */
public final class Pages {

  private static final String PLAYGROUND = "/playground";

  /** The path at which the relative addresses of the playground's page would lead elsewhere. */
  private static final String PLAYGROUND_WITH_SLASH = PLAYGROUND + "/";

  /** The files of the playground besides its page, served below its path. */
  private static final List<String> PLAYGROUND_FILES =
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

  /** The paths whose trailing slash must not be removed before they are routed. */
  public static Set<String> withTrailingSlash() {
    return Set.of(PLAYGROUND_WITH_SLASH);
  }

  /**
   * Adds the pages' routes.
   *
   * @param simulated whether the playground says that a simulator answers instead of models
   */
  public static void addTo(RouteTable routes, boolean simulated) {
    routes.get("/", new Greeting(PageFile.named("welcome.html")));
    routes.redirect(PLAYGROUND_WITH_SLASH, ".." + PLAYGROUND);
    routes.get(PLAYGROUND, PageFile.named("playground.html").with("simulated", simulated));
    PLAYGROUND_FILES.forEach(file -> routes.get(PLAYGROUND + "/" + file, PageFile.named(file)));
    routes.get("/openapi.yaml", new OpenApiPage());
  }
}
