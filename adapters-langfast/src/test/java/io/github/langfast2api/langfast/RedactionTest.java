package io.github.langfast2api.langfast;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

  private static final String PROMPT =
      "My social security number is 078-05-1120, and my doctor says that I have a rare illness."
          + " 我的银行密码是芝麻开门。 What does `hunter2` mean?";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model overloaded",
        "The model `gpt-4.1-mini-2025-04-14` does not exist or you do not have access to it.",
        "This model's maximum context length is 128000 tokens. However, you've used 210000.",
        "Rate limit reached for gpt-4.1 in organization on tokens per min (TPM): Limit 30000.",
        "messages[0].content: Invalid type, expected 'string'",
        "You have reached your daily limit of 50 requests",
        "duplicate key value violates unique constraint \"prompts_pkey\"",
        "job 8f14e45f-ceea-4e7a-9d3b-1a2b3c4d5e6f was not found",
        "connect timed out: langfast-prompt-runner-35808038077.us-central1.run.app:443"
      })
  void whatTellsOfAnErrorIsTold(String message) {
    assertEquals(message, Redaction.of(List.of(PROMPT)).apply(message));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "bad jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln | bad jwt ****",
        "bad key sb_publishable_ACJWlzQHlZjBrEguHvfOxg_3BJgxAaH | bad key ****",
        "bad key sk-proj-9f8e7d6c5b4a39281706 | bad key ****",
        "hash 5f4dcc3b5aa765d61d8327deb882cf99 | hash ****",
        "no user me@example.org | no user ****",
        "no proxy http://me:secret@proxy:3128 | no proxy ****",
        "Invalid body: {\"messages\":[{\"content\":\"Hi\"}]} | Invalid body:…",
        "Unexpected token in [\"Hi\", 1] | Unexpected token in…",
        "<html><body>Hi</body></html> | ^^",
        "\\u4f60\\u597d | ^^",
        "Invalid prompt \"tell me a story\" was flagged | Invalid prompt **** was flagged",
        "Invalid prompt “tell me a story” was flagged | Invalid prompt **** was flagged",
        "Invalid prompt 'tell me a story that | Invalid prompt ****",
        "**** | ^^"
      })
  void whatLooksLikeASecretOrAQuotationIsNot(String message, String told) {
    assertEquals(told, Redaction.GENERAL.apply(message));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Flagged here: my doctor says that I have a rare illness | Flagged here: ****",
        "Flagged here: MY DOCTOR SAYS, that I have... a rare! | Flagged here: ****!",
        "Flagged number 078-05-1120 here | Flagged number **** here",
        "Flagged 我的银行密码是芝麻开门 here | Flagged **** here",
        "Flagged the whole: abc | Flagged the whole: abc"
      })
  void whatQuotesTheRequestIsNot(String message, String told) {
    assertEquals(told, Redaction.of(List.of(PROMPT, "abc")).apply(message));
  }

  @Test
  void aShortTextThatIsQuotedAsAWholeIsNot() {
    assertEquals(
        "Flagged: ****", Redaction.of(List.of("open sesame")).apply("Flagged: open sesame"));
  }

  @Test
  void ofACallNeitherItsTokensNorItsTextsAreTold() {
    JsonObject body =
        (JsonObject)
            JsonFormat.parse(
                """
                {"prompt_id":"prompt-17","prompt_meta":{"model":"gpt-4.1-mini","messages":[
                {"role":"user","content":[{"type":"text","text":"open sesame"}]}]},
                "password":"swordfish"}
                """);
    Redaction call = Redaction.ofCall(List.of("anon-key", "access-token"), body);
    assertEquals(
        "**** **** **** **** prompt-17 gpt-4.1-mini user",
        call.apply("anon-key access-token swordfish open sesame prompt-17 gpt-4.1-mini user"));
  }

  @Test
  void aMessageIsOneLine() {
    assertEquals("one two three", Redaction.GENERAL.apply("one\r\ntwo\u0000\u0007\tthree\n"));
  }

  @Test
  void aLongMessageIsCut() {
    String told = Redaction.GENERAL.apply("word ".repeat(1000));
    assertEquals(301, told.length());
  }

  @Test
  void aLongRequestIsSearchedOnce() {
    String longText = "The quick brown fox jumps over the lazy dog. ".repeat(100_000);
    assertEquals(
        "It said ****.",
        Redaction.of(List.of(longText)).apply("It said quick brown fox jumps over the."));
  }
}
