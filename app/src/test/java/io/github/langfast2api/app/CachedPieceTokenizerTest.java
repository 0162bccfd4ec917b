package io.github.langfast2api.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import io.github.langfast2api.ports.usage.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CachedPieceTokenizerTest {

  private static final Encoding ENCODING =
      Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);

  private static final Tokenizer CACHED = new CachedPieceTokenizer(ENCODING::countTokensOrdinary);

  /** What the alternatives of the encoding's expression tell apart. */
  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> known =
        Arbitraries.of(
            " ",
            "  ",
            "\n",
            "\r",
            "\t",
            "/",
            "'s",
            "'S",
            "'\u017f",
            "'ll",
            "'Ve",
            "'re",
            "'",
            "a",
            "B",
            "hello",
            "World",
            "\u65e5",
            "\u0640",
            "\u01c5",
            "\u02b0",
            "\u0301",
            "\u20dd",
            "1",
            "23",
            "\u096a",
            "\u2167",
            "\u00bd",
            "!",
            ".",
            "--",
            "\u00a0",
            "\u0085",
            "\u2028",
            "\u3000",
            "\u200b",
            "\ud83d\ude00",
            "\ud835\udc9c",
            "\ud835\udfd8",
            "\u001c",
            "_");
    Arbitrary<String> any =
        Arbitraries.integers()
            .between(1, Character.MAX_CODE_POINT)
            .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
            .map(Character::toString);
    return Arbitraries.frequencyOf(Tuple.of(9, known), Tuple.of(1, any))
        .list()
        .ofMaxSize(12)
        .map(pieces -> String.join("", pieces));
  }

  @Property
  void aTextHasTheTokensThatTheEncodingMakesOfIt(@ForAll("texts") String text) {
    assertEquals(ENCODING.countTokensOrdinary(text), CACHED.count(text), text);
  }

  @ParameterizedTest
  @CsvSource({
    "I'll go; WON'T you?, I'll| go|;| WON'T| you|?",
    "HTTPServer iOS, HTTPServer| i|OS",
    "12345 = x_1, 123|45| =| x|_|1",
    "(see   it)///, (see|  | it|)///",
  })
  void aTextIsCutWhereTheEncodingsExpressionCutsIt(String text, String pieces) {
    assertEquals(pieces, String.join("|", pieces(text)));
  }

  @Test
  void aPieceThatComesAgainIsNotEncodedAgain() {
    AtomicInteger encoded = new AtomicInteger();
    Tokenizer cached =
        new CachedPieceTokenizer(
            piece -> {
              encoded.incrementAndGet();
              return ENCODING.countTokensOrdinary(piece);
            });
    assertEquals(8, cached.count("on and on and on and on and"));
    assertEquals(3, encoded.get());
  }

  @Test
  void aPieceThatIsNoWordIsEncodedEachTime() {
    AtomicInteger encoded = new AtomicInteger();
    Tokenizer cached = new CachedPieceTokenizer(piece -> encoded.incrementAndGet());
    String longPiece = "x".repeat(1000);
    assertEquals(1, cached.count(longPiece));
    assertEquals(2, cached.count(longPiece));
  }

  private static List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    for (int from = 0; from < text.length(); from += pieces.getLast().length()) {
      pieces.add(text.substring(from, O200kPreTokenizer.end(text, from)));
    }
    return pieces;
  }
}
