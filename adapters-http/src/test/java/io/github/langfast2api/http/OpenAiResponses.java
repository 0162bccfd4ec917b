package io.github.langfast2api.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JakartaJsonNode;
import io.github.langfast2api.http.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Speaks OpenAI's Responses API, and holds every answer to OpenAI's schemas and every stream to the
 * grammar of its events.
 */
final class OpenAiResponses {

  private static final String PATH = "/v1/responses";
  private static final String SCHEMAS = "https://openai.example/responses";

  private final Api api;
  private final String[] headers;

  OpenAiResponses(Api api, String... headers) {
    this.api = api;
    this.headers = headers.clone();
  }

  /** Any request. */
  Api.Reply send(String method, String path, String body) {
    return api.send(method, PATH + path, BodyPublishers.ofString(body), headers);
  }

  /** The reply to a request that may be refused. */
  Api.Reply post(String body) {
    return send("POST", "", body);
  }

  /** The response to a request that is answered as a whole. */
  JsonObject create(String body) {
    Api.Reply reply = post(body);
    assertEquals(200, reply.status(), reply.body());
    assertEquals("application/json", reply.header("content-type").orElseThrow());
    requireValid("Response", reply.json());
    return reply.json();
  }

  JsonObject get(String path) {
    Api.Reply reply = api.get(PATH + path, headers);
    assertEquals(200, reply.status(), reply.body());
    return reply.json();
  }

  /** The events of a streamed answer, which must keep to the grammar. */
  List<JsonObject> stream(String body) {
    Api.Reply reply = post(body);
    assertEquals(200, reply.status(), reply.body());
    assertEquals("text/event-stream", reply.header("content-type").orElseThrow());
    List<JsonObject> events = new ArrayList<>();
    List<String> texts = new ArrayList<>(List.of(reply.body().split("\n\n")));
    assertEquals("data: [DONE]", texts.removeLast());
    for (String text : texts) {
      if (text.startsWith(":")) {
        continue;
      }
      String[] lines = text.split("\n", -1);
      assertEquals(2, lines.length, text);
      JsonObject event = Json.parse(lines[1].substring("data: ".length())).asJsonObject();
      assertEquals("event: " + event.getString("type"), lines[0]);
      requireValid("ResponseStreamEvent", event);
      events.add(event);
    }
    EventGrammar.require(events);
    return events;
  }

  /** Finds fault with a value that has not the form of a type of OpenAI's. */
  static void requireValid(String type, JsonValue value) {
    Validator.Result result =
        Validators.SHARED.validate(java.net.URI.create(SCHEMAS + "#/$defs/" + type), value);
    assertTrue(
        result.isValid(),
        () ->
            value
                + "\n"
                + result.getErrors().stream()
                    .limit(8)
                    .map(e -> e.getInstanceLocation() + ": " + e.getError())
                    .toList());
  }

  private static final class Validators {

    static final Validator SHARED = validator();

    private static Validator validator() {
      try (InputStream in =
          OpenAiResponses.class.getResourceAsStream("/openai/responses.schema.json")) {
        assertNotNull(in);
        String schemas = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        Validator validator =
            new ValidatorFactory()
                .withJsonNodeFactory(new JakartaJsonNode.Factory())
                .createValidator();
        var unused = validator.registerSchema(schemas);
        return validator;
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** A request of this input, with these members besides. */
  static String asking(String input, String... members) {
    return with("\"input\":\"" + input + "\"", members);
  }

  static String with(String input, String... members) {
    StringBuilder body = new StringBuilder("{\"model\":\"gpt-4.1\",").append(input);
    for (String member : members) {
      body.append(member.isEmpty() ? "" : ",").append(member);
    }
    return body.append('}').toString();
  }

  /** A request of these items. */
  static String items(String items, String... members) {
    return with("\"input\":[" + items + "]", members);
  }
}
