package io.github.langfast2api.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;

/** Tells people and load balancers at once that somebody is there. */
final class Greeting implements Handler {

  private static final Header TEXT =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
  private static final byte[] BODY =
      "langfast2api is running. OpenAI's API is at /v1.\n".getBytes(StandardCharsets.UTF_8);

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    Answers.send(request, response.header(TEXT), BODY);
  }
}
