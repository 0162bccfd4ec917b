package io.github.langfast2api.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.langfast2api.domain.Finish;
import io.github.langfast2api.domain.FinishReason;
import io.github.langfast2api.ports.catalog.ModelCatalog;
import io.github.langfast2api.ports.contract.Answer;
import io.github.langfast2api.ports.contract.Script;
import io.github.langfast2api.ports.contract.ScriptedBackend;
import io.github.langfast2api.ports.usage.CountingBackend;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenizersTest {

  private static final ModelCatalog CATALOG = ModelsFile.load(Path.of("models.json"));
  private static final Tokenizers TOKENIZERS = new Tokenizers(CATALOG);

  /** The counts are tiktoken's. */
  @ParameterizedTest
  @CsvSource({
    "gpt-4o, tiktoken is great!, 6",
    "gpt-4, tiktoken is great!, 6",
    "gpt-4, antidisestablishmentarianism, 6",
    "gpt-4, お誕生日おめでとう, 9",
    "gpt-5, お誕生日おめでとう, 8",
    "gpt-5, <|endoftext|>, 7",
  })
  void aTextHasAsManyTokensAsItsModelMakesOfIt(String model, String text, int tokens) {
    assertEquals(tokens, TOKENIZERS.apply(model).count(text));
  }

  @Provide
  Arbitrary<List<String>> pieces() {
    Arbitrary<String> words =
        Arbitraries.of(
            "The",
            "quick ",
            " brown",
            "don't ",
            "  ",
            "\n\n",
            " = 42;",
            "ß",
            " 你好",
            "naïve ",
            "\ud83d\ude00",
            "HTTPServer ",
            " it's",
            "I'LL go",
            ", and",
            "\t",
            "a.b ",
            "x");
    return words.list().ofMinSize(1500).ofMaxSize(4000);
  }

  @Provide
  Arbitrary<List<String>> chinesePieces() {
    Arbitrary<String> clauses =
        Arbitraries.of("你好", "，世界", "。春眠不覺曉", "、花落", "《詩》", "！\n", "ありがとう。", "한국어 문장", " ok ");
    return clauses.list().ofMinSize(3000).ofMaxSize(6000);
  }

  @Property(tries = 40)
  void anAnswerIsCountedInPiecesAsItIsAsAWhole(@ForAll("pieces") List<String> pieces) {
    assertCountedAsAWhole(pieces);
  }

  @Property(tries = 20)
  void soIsOneWithoutSpaces(@ForAll("chinesePieces") List<String> pieces) {
    assertCountedAsAWhole(pieces);
  }

  private static void assertCountedAsAWhole(List<String> pieces) {
    ScriptedBackend scripted = new ScriptedBackend();
    Script script = Script.saying(pieces.toArray(String[]::new)).finish(FinishReason.STOP);
    scripted.play("q", script);
    CountingBackend counting = new CountingBackend(scripted, model -> TOKENIZERS.apply("gpt-4o"));
    int counted =
        Answer.of(counting, "q").finish().flatMap(Finish::usage).orElseThrow().completion();
    assertEquals(TOKENIZERS.apply("gpt-4o").count(script.text()), counted);
  }
}
