package io.github.langfast2api.simulator;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** An HTTP handler that counts a call, and refuses it if a refusal is queued. */
final class CallHandler implements Handler {
  private final Call call;
  private final Traffic traffic;
  private final Endpoint endpoint;

  CallHandler(Call call, Traffic traffic, Endpoint endpoint) {
    this.call = call;
    this.traffic = traffic;
    this.endpoint = endpoint;
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) throws IOException {
    HttpCall read = HttpCall.of(request);
    traffic.count(call);
    CallReply reply =
        traffic.nextRefusal(call).map(CallReply::of).orElseGet(() -> endpoint.answer(read));
    send(reply, response);
    reply.afterwards().run();
  }

  static void send(CallReply reply, ServerResponse response) {
    response.status(Status.create(reply.status()));
    response.header(HeaderNames.CONTENT_TYPE, "application/json; charset=utf-8");
    reply.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
    response.send(reply.body().getBytes(StandardCharsets.UTF_8));
  }
}
