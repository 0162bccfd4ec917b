package io.github.langfast2api.langfast;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.langfast2api.domain.ChatOptions;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.Message;
import io.github.langfast2api.domain.ResponseFormat;
import io.github.langfast2api.domain.Role;
import io.github.langfast2api.langfast.Variants.ResponseFormatForm;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RunJsonTest {

  private static final ResponseFormat SCHEMA =
      new ResponseFormat.JsonSchema(
          "city", Optional.empty(), Optional.of("{\"type\":\"object\"}"), Optional.of(true));

  static Stream<Optional<ResponseFormat>> formats() {
    return Stream.of(
        Optional.empty(),
        Optional.of(new ResponseFormat.Text()),
        Optional.of(new ResponseFormat.JsonObject()),
        Optional.of(SCHEMA));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void everyRunAsksForTextByAString(Optional<ResponseFormat> format) {
    assertEquals("\"text\"", sent(ResponseFormatForm.TEXT, format));
  }

  @Test
  void jsonIsAskedForByAnObjectWhereTheOperatorSaysSo() {
    assertEquals("\"text\"", sent(ResponseFormatForm.OPENAI, Optional.empty()));
    assertEquals(
        "\"text\"", sent(ResponseFormatForm.OPENAI, Optional.of(new ResponseFormat.Text())));
    assertEquals(
        "{\"type\":\"json_object\"}",
        sent(ResponseFormatForm.OPENAI, Optional.of(new ResponseFormat.JsonObject())));
    assertEquals(
        "{\"type\":\"json_schema\",\"json_schema\":"
            + "{\"name\":\"city\",\"schema\":{\"type\":\"object\"},\"strict\":true}}",
        sent(ResponseFormatForm.OPENAI, Optional.of(SCHEMA)));
  }

  @Test
  void withoutTestCasesTextsAreSentAsTheyAre() {
    Variants variants =
        new Variants(false, new Variants.PromptUse.PerSession(), true, ResponseFormatForm.TEXT);
    ChatRequest request = request("{{a}} {{ a }}", Optional.empty());
    assertEquals(
        "{{a}} {{ a }}",
        new RunJson(variants)
            .run("r", "p", "u", request)
            .getJsonObject("prompt_meta")
            .getJsonArray("messages")
            .getJsonObject(0)
            .getString("content"));
  }

  private static String sent(ResponseFormatForm form, Optional<ResponseFormat> format) {
    Variants variants = new Variants(false, new Variants.PromptUse.PerSession(), false, form);
    return String.valueOf(
        new RunJson(variants)
            .run("r", "p", "u", request("Hi", format))
            .getJsonObject("prompt_meta")
            .get("response_format"));
  }

  private static ChatRequest request(String text, Optional<ResponseFormat> format) {
    ChatOptions options = ChatOptions.DEFAULTS.withResponseFormat(format);
    return new ChatRequest("gpt", List.of(Message.of(Role.USER, text)), options);
  }
}
