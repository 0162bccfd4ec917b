package io.github.langfast2api.http.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonBufferTest {

  private final JsonBuffer buffer = new JsonBuffer();

  private String escaped(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      buffer.clear().escaped(text).writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void everyCharacterComesBackFromAParser() {
    StringBuilder all = new StringBuilder();
    for (int c = 0; c <= Character.MAX_CODE_POINT; c += c < 0x11000 ? 1 : 997) {
      if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
        all.appendCodePoint(c);
      }
    }
    String parsed = ((JsonString) Json.parse("\"" + escaped(all.toString()) + "\"")).getString();
    assertEquals(all.toString(), parsed);
  }

  @Test
  void anUnpairedSurrogateBecomesTheReplacementCharacter() {
    assertEquals("a\ufffdb", escaped("a\ud83db"));
    assertEquals("\ufffd\ufffd", escaped("\ude00\ud83d"));
  }

  @Test
  void clearEmptiesTheBuffer() {
    assertEquals("longer than the next", escaped("longer than the next"));
    assertEquals("short", escaped("short"));
  }

  @Test
  void lineBreaksAreEscaped() {
    assertEquals("a\\r\\nb\\n\\t", escaped("a\r\nb\n\t"));
  }

  @Test
  void aValueIsWrittenAsItsText() throws IOException {
    String json =
        "{\"a\":[1,-2.50,1E+2,true,false,null,\"\\\"\\u0001ü😀\"],\"b\":{},\"c\":[],\"d\":{\"e\":[[]]}}";
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new JsonBuffer().json(Json.parse(json)).writeTo(out);
    assertEquals(json, out.toString(StandardCharsets.UTF_8));
  }
}
