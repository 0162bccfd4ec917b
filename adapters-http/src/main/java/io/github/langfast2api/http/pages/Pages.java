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
          "answer-view.js",
          "answer.js",
          "api.js",
          "apis.js",
          "asking.js",
          "chat-api.js",
          "clipboard.js",
          "code-block.js",
          "code-panel.js",
          "code.js",
          "composer.js",
          "conversation-list.js",
          "conversation.css",
          "conversation.js",
          "elements.js",
          "en.js",
          "figures.js",
          "highlighter.js",
          "i18n.js",
          "icon.svg",
          "key.js",
          "literals.js",
          "main.js",
          "markdown-stream.js",
          "markdown.js",
          "messages-api.js",
          "notice.js",
          "pictures.js",
          "playground.css",
          "question-view.js",
          "question.js",
          "responses-api.js",
          "results-form.js",
          "settings.js",
          "store.js",
          "tabs.js",
          "thread.js",
          "transfer.js",
          "trouble.js",
          "zh.js");

  private Pages() {}

  /** The paths whose trailing slash must not be removed before they are routed. */
  public static Set<String> withTrailingSlash() {
    return Set.of(PLAYGROUND_WITH_SLASH, StatusPage.WITH_SLASH);
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
    routes.get(PLAYGROUND + "/marked.js", PageFile.script(WebJar.markdownLexer()));
    routes.get(PLAYGROUND + "/prism.js", PageFile.script(WebJar.highlighter()));
    routes.get("/openapi.yaml", new OpenApiPage());
  }
}
