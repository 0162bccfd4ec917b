package io.github.langfast2api.app.tokens;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Its counts are jtokkit's, whose files it reads. */
class TokenEncodingTest {

  private static final EncodingRegistry JTOKKIT = Encodings.newLazyEncodingRegistry();
  private static final Map<EncodingName, TokenEncoding> LOADED = new EnumMap<>(EncodingName.class);

  private static int count(EncodingName name, String text) {
    return LOADED.computeIfAbsent(name, TokenEncoding::load).count(text);
  }

  private static int jtokkit(EncodingName name, String text) {
    Encoding encoding = JTOKKIT.getEncoding(name.name().toLowerCase(Locale.ROOT)).orElseThrow();
    return encoding.countTokensOrdinary(text);
  }

  @Test
  void thereAreTheEncodingsThatJtokkitHas() {
    List<String> names = Arrays.stream(EncodingType.values()).map(EncodingType::getName).toList();
    assertEquals(names, EncodingName.names());
  }

  @Provide
  Arbitrary<String> texts() {
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
            "x",
            "//\n",
            "12345",
            "\u01c5ungla",
            "\ufb03",
            "\u00a0",
            "\u2028",
            "\u3000",
            "e\u0301",
            "aaaaaaaa",
            "٣٤",
            "'S",
            "Ⅷ",
            "ŉ",
            "\r\n \r\n ",
            "한국어",
            "<|endoftext|>");
    Arbitrary<String> others =
        Arbitraries.integers()
            .between(0, Character.MAX_CODE_POINT)
            .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
            .map(Character::toString);
    return Arbitraries.oneOf(words, words, words, others)
        .list()
        .ofMaxSize(40)
        .map(pieces -> String.join("", pieces));
  }

  @Property(tries = 500)
  void aTextHasAsManyTokensAsJtokkitMakesOfIt(
      @ForAll EncodingName name, @ForAll("texts") String text) {
    assertEquals(jtokkit(name, text), count(name, text));
  }

  @ParameterizedTest
  @EnumSource
  void soHasAWordOfThousandsOfBytes(EncodingName name) {
    for (String part : List.of("a", "ab", "é", "\ud83d\ude00", "中文")) {
      String word = part.repeat(4096);
      assertEquals(jtokkit(name, word), count(name, word), part);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anEmptyTextHasNoTokens(EncodingName name) {
    assertEquals(0, count(name, ""));
  }

  @Test
  void aVocabularyIsReadAsTiktokenWritesIt() throws IOException {
    Vocabulary vocabulary = vocabulary("YQ== 7\nYWI= 8\n\nYWJj 9");
    byte[] text = "xabcx".getBytes(US_ASCII);
    assertEquals(7, vocabulary.rank(text, 1, 2));
    assertEquals(8, vocabulary.rank(text, 1, 3));
    assertEquals(9, vocabulary.rank(text, 1, 4));
    assertEquals(Vocabulary.NO_RANK, vocabulary.rank(text, 0, 5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\n", "YQ==", "YQ== x", "YQ== -1", "Y?== 1", "é 1", "YQ== 99999999999"})
  void whatIsNoVocabularyIsNotRead(String text) {
    assertThrows(IOException.class, () -> vocabulary(text));
  }

  private static Vocabulary vocabulary(String text) throws IOException {
    return Vocabulary.read(new ByteArrayInputStream(text.getBytes(UTF_8)));
  }
}
