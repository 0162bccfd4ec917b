package io.github.langfast2api.http.pages;

import io.github.langfast2api.http.exchange.RouteTable;
import io.github.langfast2api.ports.health.StatusSource;
import io.helidon.webserver.http.Handler;
import java.util.List;

/**
 * The routes of the status: a page, which needs no key, and what its script reads by the key that
 * its user gives it.
 */
public final class StatusPage {

  private static final String PAGE = "/status";
  private static final String JSON = "/status.json";
  private static final String EVENTS = "/status/events";
  private static final String FOLDER = "status";

  /** The path at which the relative addresses of the page would lead elsewhere. */
  static final String WITH_SLASH = PAGE + "/";

  /** The files besides the page, served below its path. */
  private static final List<String> FILES =
      List.of(
          "api.js",
          "chart.js",
          "elements.js",
          "en.js",
          "i18n.js",
          "key.js",
          "main.js",
          "status.css",
          "tables.js",
          "view.js",
          "zh.js");

  private StatusPage() {}

  /**
   * Adds the routes.
   *
   * @param guard asks for the key of requests that are told anything
   */
  public static void addTo(RouteTable routes, StatusSource status, Handler guard) {
    routes.redirect(WITH_SLASH, ".." + PAGE);
    routes.get(PAGE, PageFile.named(FOLDER, "status.html"));
    FILES.forEach(file -> routes.get(WITH_SLASH + file, PageFile.named(FOLDER, file)));
    routes.guard(JSON, guard);
    routes.get(JSON, new StatusJson(status));
    routes.guard(EVENTS, guard);
    routes.get(EVENTS, new StatusEvents(status));
  }
}
