package io.github.langfast2api.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Good requests of every kind, to be broken. */
final class FuzzSeeds {

  static final String KEY = "sk-fuzz-0123456789abcdefghij";

  static final List<String> BODIES =
      List.of(
          Requests.asking("long", "\"stop\":[\"END\",\"\\n\"],\"n\":2,\"seed\":7"),
          Requests.streaming("long", "\"stream_options\":{\"include_usage\":true},\"n\":3"),
          Requests.streaming("hi", "\"stop\":\"END\",\"temperature\":0.7,\"top_p\":1"),
          """
          {"model":"gpt-4.1","messages":[{"role":"system","content":"be \\u00e9 brief"},
           {"role":"user","name":"ann","content":[{"type":"text","text":"a\\ud83d\\ude00"},
            {"type":"image_url","image_url":{"url":"https://x/y.png","detail":"low"}}]},
           {"role":"assistant","content":null,"refusal":"no","tool_calls":null},
           {"role":"assistant","content":[{"type":"refusal","refusal":"no"}]},
           {"role":"user","content":"go"}],
           "max_tokens":10,"max_completion_tokens":20,"presence_penalty":-1,
           "frequency_penalty":1,"logprobs":true,"top_logprobs":2,"user":"u","tools":[],"logit_bias":{}}
          """,
          """
          {"model":"gpt-4.1-2025-04-14","messages":[{"role":"developer","content":"x"},
           {"role":"user","content":"long"}],"response_format":{"type":"json_schema",
           "json_schema":{"name":"n","description":"d","strict":true,"schema":{"type":"object",
            "properties":{"a":{"type":["string","null"],"enum":["b",null]}}}}},
           "metadata":{"a":"b"},"store":true,"service_tier":"auto","modalities":["text"]}
          """,
          """
          {"model":"gpt-5","messages":[{"role":"user","content":"hi"}],"reasoning_effort":"low",
           "verbosity":"high","response_format":{"type":"text"},"stream":true,
           "parallel_tool_calls":true,"prompt_cache_key":"k","safety_identifier":"s"}
          """,
          Requests.asking("hi", "\"response_format\":{\"type\":\"json_object\"},\"n\":128"));

  static final List<byte[]> REQUESTS =
      Stream.of(
              BODIES.stream().map(FuzzSeeds::chat),
              BODIES.stream().limit(3).map(FuzzSeeds::chunked),
              Stream.of(
                  chat(BODIES.getFirst(), "Content-Encoding: identity"),
                  chat(BODIES.getFirst(), "Expect: 100-continue", "Accept-Encoding: gzip;q=0.5"),
                  chat(BODIES.getFirst(), "x-client-request-id: theirs", "Cookie: a=b; c=d"),
                  get("/"),
                  get("/v1/models?limit=3&after=%20x"),
                  get("/v1/models/ft%3Agpt%2Fown", "Accept: */*"),
                  get("/v1/models/gpt-5", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQAAP__")))
          .flatMap(requests -> requests)
          .map(request -> request.getBytes(StandardCharsets.UTF_8))
          .toList();

  private FuzzSeeds() {}

  static String chat(String body, String... headers) {
    return Wire.chat(
        body, Stream.concat(Stream.of(key()), Stream.of(headers)).toArray(String[]::new));
  }

  static String get(String path, String... headers) {
    return Wire.get(
        path, Stream.concat(Stream.of(key()), Stream.of(headers)).toArray(String[]::new));
  }

  /** A body whose bytes may be broken too, sent in one of the ways in which it may be. */
  static byte[] request(String text, Random random) {
    byte[] plain = text.getBytes(StandardCharsets.UTF_8);
    byte[] body = random.nextInt(6) == 0 ? MutatedBytes.of(plain, random) : plain;
    return switch (random.nextInt(6)) {
      case 0 -> sent(gzip(body), "Content-Encoding: gzip\r\n");
      case 1 ->
          joined(head("Transfer-Encoding: chunked\r\n"), chunks(body, random.nextInt(1, 5_000)));
      default -> sent(body, "");
    };
  }

  /** Whether the key stands where a client would not put it, so that it may be repeated. */
  static boolean showsKeyElsewhere(byte[] request) {
    return new String(request, StandardCharsets.ISO_8859_1)
        .replaceFirst("\r\n" + key() + "\r\n", "")
        .contains(KEY);
  }

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static String chunked(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    byte[] request = joined(head("Transfer-Encoding: chunked\r\n"), chunks(bytes, 30));
    return new String(request, StandardCharsets.UTF_8);
  }

  private static byte[] sent(byte[] body, String headers) {
    return joined(head(headers + "Content-Length: " + body.length + "\r\n"), body);
  }

  private static byte[] head(String headers) {
    String line = "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\n";
    return (line + key() + "\r\nContent-Type: application/json\r\n" + headers + "\r\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] chunks(byte[] body, int size) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int at = 0; at < body.length; at += size) {
      int length = Math.min(size, body.length - at);
      out.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
      out.write(body, at, length);
      out.writeBytes(new byte[] {'\r', '\n'});
    }
    out.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    return out.toByteArray();
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static String key() {
    return "Authorization: Bearer " + KEY;
  }
}
