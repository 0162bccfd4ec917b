package io.github.langfast2api.app.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;

/** Bodies of requests that are small on the wire, or large, and larger in memory. */
final class HugeBodies {

  /** Almost as much as a body may have. */
  private static final int MAX = 32 * 1024 * 1024 - 300;

  private HugeBodies() {}

  /** All of them by what they are; each is made when it is needed. */
  static Map<String, Supplier<byte[]>> all() {
    Map<String, Supplier<byte[]>> bodies = new LinkedHashMap<>();
    bodies.put("a prompt of one letter", () -> briefly("a".repeat(8 << 20)));
    bodies.put("a prompt of ACGT", () -> briefly(random("ACGT", 8 << 20)));
    bodies.put("a prompt of Chinese", () -> briefly("中".repeat(MAX / 3)));
    bodies.put("one of Latin and a word of Chinese", () -> briefly("a".repeat(MAX - 30) + "中"));
    bodies.put("one of escapes", () -> briefly("\\u0001".repeat(MAX / 6)));
    bodies.put("one of escaped surrogates", () -> briefly("\\ud83d\\ude00".repeat(MAX / 12)));
    bodies.put("one of placeholders", () -> briefly("{{a}}".repeat(MAX / 5)));
    bodies.put("one of open braces", () -> briefly("{".repeat(MAX - 30)));
    bodies.put("messages that are strings", () -> filled("{\"messages\":[", "\"\",", "0]}"));
    bodies.put(
        "messages without a text",
        () -> filled("{\"messages\":[", "{\"role\":\"user\",\"content\":\"\"},", "0]}"));
    bodies.put(
        "parts without a text",
        () ->
            filled(
                "{\"model\":\"gpt-4.1\",\"messages\":[{\"role\":\"user\",\"content\":[",
                "{\"type\":\"text\",\"text\":\"\"},",
                "0]}]}"));
    bodies.put("stop sequences", () -> filled("{\"stop\":[", "\"x\",", "0]}"));
    bodies.put("arrays in an array", () -> filled("{\"x\":[", "[],", "0]}"));
    bodies.put("objects in an array", () -> filled("{\"x\":[", "{\"\":\"\"},", "0]}"));
    bodies.put("arrays of many arrays", HugeBodies::manyArrays);
    bodies.put("arrays in arrays", () -> filled("{\"x\":", "[", "}"));
    bodies.put("objects in objects", () -> filled("{\"x\":", "{\"x\":", "}"));
    bodies.put("one key again and again", () -> filled("{", "\"k\":0,", "\"k\":0}"));
    bodies.put("keys", HugeBodies::keys);
    bodies.put("one long key", () -> filled("{\"", "k", "\":0}"));
    bodies.put("one long number", () -> filled("{\"temperature\":", "1", "}"));
    bodies.put("a number with a long fraction", () -> filled("{\"temperature\":0.", "1", "}"));
    bodies.put("white space", () -> filled("{", " ", "}"));
    bodies.put("a long name", () -> filled("{\"model\":\"", "m", "\"}"));
    bodies.put("a long name of an author", () -> named("n".repeat(MAX - 100)));
    bodies.put(
        "a long stop sequence", () -> asking("hi", "\"stop\":\"" + "s".repeat(MAX - 100) + "\""));
    bodies.put("a schema", HugeBodies::schema);
    return bodies;
  }

  /** A request for an answer to this text, which is JSON's already. */
  static byte[] asking(String text, String... members) {
    String more = members.length == 0 ? "" : "," + String.join(",", members);
    return ("{\"model\":\"gpt-4.1\",\"messages\":[{\"role\":\"user\",\"content\":\""
            + text
            + "\"}]"
            + more
            + "}")
        .getBytes(UTF_8);
  }

  /** One whose answer is short. */
  static byte[] briefly(String text) {
    return asking("briefly " + text);
  }

  /** One with a picture of so many bytes. */
  static byte[] picture(int bytes) {
    return ("{\"model\":\"gpt-4.1\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\","
                + "\"image_url\":{\"url\":\"data:image/png;base64,"
            + random("ABCDEFGHabcdefgh01234567+/", bytes / 3 * 4)
            + "\"}},{\"type\":\"text\",\"text\":\"what is this?\"}]},"
            + "{\"role\":\"user\",\"content\":\"briefly\"}]}")
        .getBytes(UTF_8);
  }

  static byte[] gzipped(byte[] body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  /** A gzip of so many megabytes of zeros. */
  static byte[] bomb(int megabytes) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      for (int i = 0; i < megabytes; i++) {
        gzip.write(new byte[1 << 20]);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  /** A body in chunks, without its length before it. */
  static byte[] chunked(byte[] body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length + 100);
    bytes.writeBytes((Integer.toHexString(body.length) + "\r\n").getBytes(UTF_8));
    bytes.writeBytes(body);
    bytes.writeBytes("\r\n0\r\n\r\n".getBytes(UTF_8));
    return bytes.toByteArray();
  }

  private static byte[] filled(String before, String again, String after) {
    int times = (MAX - before.length() - after.length()) / again.length();
    return (before + again.repeat(times) + after).getBytes(UTF_8);
  }

  private static byte[] manyArrays() {
    String array = "[" + "[],".repeat(15_000) + "[]],";
    return ("{\"x\":[" + array.repeat(MAX / array.length()) + "0]}").getBytes(UTF_8);
  }

  private static byte[] keys() {
    StringBuilder json = new StringBuilder("{");
    for (int i = 0; json.length() < MAX; i++) {
      json.append("\"k").append(i).append("\":{},");
    }
    return json.append("\"k\":0}").toString().getBytes(UTF_8);
  }

  private static byte[] named(String name) {
    return ("{\"model\":\"gpt-4.1\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\",\"name\":\""
            + name
            + "\"}]}")
        .getBytes(UTF_8);
  }

  private static byte[] schema() {
    String schema = "{\"type\":\"object\",\"description\":\"" + "d".repeat(MAX - 400) + "\"}";
    return asking(
        "say {}",
        "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"s\",\"schema\":"
            + schema
            + "}}");
  }

  private static String random(String letters, int length) {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }
}
