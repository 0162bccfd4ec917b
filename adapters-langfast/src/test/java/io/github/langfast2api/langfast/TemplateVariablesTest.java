package io.github.langfast2api.langfast;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateVariablesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no braces",
        "Dear {{name}}, {{ x }}",
        "{{}} {{ }} {a} {{a}} {{a}}",
        "{{{a}}} {{{{b}}}}",
        "{{a {{b}} {{c",
        "{{a\nb}} {{\tc\t}}",
        "{{名前}} {{é}} {{😀}}"
      })
  void aTextInWhichEachNameHasOneSpellingIsSentAsItIs(String text) {
    assertEquals(text, TemplateVariables.of(List.of(text)).escaped(text));
  }

  @Test
  void aVariableEvaluatesToItsSpelling() {
    assertEquals(
        "[{\"name\":\"name\",\"value\":\"{{name}}\"},{\"name\":\"x\",\"value\":\"{{ x }}\"}]",
        variables("Dear {{name}}, {{ x }}, {{name}}"));
  }

  @Test
  void ofTwoSpellingsOneGetsItsBracesFromAVariable() {
    List<String> texts = List.of("{{a}} and {{ a }}", "{{a }}");
    TemplateVariables variables = TemplateVariables.of(texts);
    assertEquals("{{a}} and {{langfast2api_braces}} a }}", variables.escaped(texts.get(0)));
    assertEquals("{{langfast2api_braces}}a }}", variables.escaped(texts.get(1)));
    assertEquals(
        "[{\"name\":\"a\",\"value\":\"{{a}}\"},{\"name\":\"langfast2api_braces\",\"value\":\"{{\"}]",
        variables.toJson().toString());
  }

  @Test
  void thatVariableHasANameThatNoTextHas() {
    assertEquals(
        "[{\"name\":\"a\",\"value\":\"{{a}}\"},"
            + "{\"name\":\"langfast2api_braces\",\"value\":\"{{langfast2api_braces}}\"},"
            + "{\"name\":\"langfast2api_braces_\",\"value\":\"{{\"}]",
        variables("{{a}} {{ a }} {{langfast2api_braces}}"));
  }

  @Test
  void whiteSpaceOfAnyKindAroundANameDoesNotCount() {
    assertEquals(
        "[{\"name\":\"a\",\"value\":\"{{\u00a0a\ufeff}}\"}]", variables("{{\u00a0a\ufeff}}"));
  }

  private static String variables(String text) {
    return TemplateVariables.of(List.of(text)).toJson().toString();
  }
}
