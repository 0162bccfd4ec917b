package io.github.langfast2api.langfast.emulation;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Any JSON, with any white space, numbers of any length and strings with any escapes. */
final class JsonTexts {

  private JsonTexts() {}

  /** Objects. */
  static Arbitrary<String> objects() {
    return Arbitraries.lazyOf(JsonTexts::shallow, JsonTexts::deep);
  }

  private static Arbitrary<String> shallow() {
    return object(scalars());
  }

  private static Arbitrary<String> deep() {
    Arbitrary<String> values =
        Arbitraries.oneOf(List.of(scalars(), array(scalars()), object(scalars())));
    return object(Arbitraries.oneOf(List.of(values, array(values), object(values))));
  }

  private static Arbitrary<String> object(Arbitrary<String> values) {
    return Combinators.combine(strings(), blanks(), values)
        .as((key, blank, value) -> blank + key + blank + ":" + blank + value + blank)
        .list()
        .ofMaxSize(4)
        .map(members -> "{" + String.join(",", members) + "}");
  }

  private static Arbitrary<String> array(Arbitrary<String> values) {
    return values.list().ofMaxSize(4).map(items -> "[" + String.join(" ,", items) + "]");
  }

  private static Arbitrary<String> scalars() {
    return Arbitraries.oneOf(
        List.of(
            strings(),
            Arbitraries.of(
                "true",
                "false",
                "null",
                "0",
                "-0",
                "1.0",
                "-12345678901234567890.10",
                "1E+2",
                "0.5e-7",
                "7")));
  }

  private static Arbitrary<String> strings() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "a",
            "\\n",
            "\\u00fc",
            "\\ud83d\\ude00",
            "\\\\",
            "\\/",
            "\\\"",
            "{",
            "}",
            "]",
            ",",
            ":",
            "'",
            "<",
            "</tool_call>",
            "\ud83d\ude00",
            "é",
            " ",
            "`",
            Asked.digitsIn("<tool_call_@ name=\\\"x\\\">"));
    return pieces.list().ofMaxSize(5).map(list -> "\"" + String.join("", list) + "\"");
  }

  private static Arbitrary<String> blanks() {
    return Arbitraries.of("", " ", "\n", "\t \r\n");
  }
}
