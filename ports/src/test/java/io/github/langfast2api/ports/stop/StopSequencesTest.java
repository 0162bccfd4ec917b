package io.github.langfast2api.ports.stop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StopSequencesTest {

  /** The text before the stop that is complete first, said without regard for pieces. */
  private static String cut(String text, List<String> stops) {
    for (int end = 1; end <= text.length(); end++) {
      String read = text.substring(0, end);
      int longest = stops.stream().filter(read::endsWith).mapToInt(String::length).max().orElse(0);
      if (longest > 0) {
        return read.substring(0, end - longest);
      }
    }
    return text;
  }

  private static String passedOn(List<String> pieces, List<String> stops) {
    StopSequences texts = new StopSequences(stops);
    StringBuilder passed = new StringBuilder();
    for (String piece : pieces) {
      passed.append(texts.accept(piece));
      if (texts.found().isPresent()) {
        return passed.toString();
      }
    }
    return passed.append(texts.flush()).toString();
  }

  @Provide
  Arbitrary<List<String>> pieces() {
    return Arbitraries.strings().withChars("ab\n").ofMaxLength(7).list().ofMaxSize(12);
  }

  @Provide
  Arbitrary<List<String>> stops() {
    Arbitrary<String> stop = Arbitraries.strings().withChars("ab\n").ofMinLength(1).ofMaxLength(6);
    return stop.list().ofMinSize(1).ofMaxSize(4);
  }

  @Property(tries = 20_000)
  void whatIsPassedOnDoesNotDependOnThePieces(
      @ForAll("pieces") List<String> pieces, @ForAll("stops") List<String> stops) {
    assertEquals(cut(String.join("", pieces), stops), passedOn(pieces, stops));
  }

  @Property(tries = 5_000)
  void noMoreIsHeldBackThanMayBecomeAStopText(
      @ForAll("pieces") List<String> pieces, @ForAll("stops") List<String> stops) {
    StopSequences texts = new StopSequences(stops);
    for (String piece : pieces) {
      String unused = texts.accept(piece);
      if (texts.found().isPresent()) {
        return;
      }
    }
    String held = texts.flush();
    assertEquals(true, held.isEmpty() || stops.stream().anyMatch(stop -> stop.startsWith(held)));
  }

  @ParameterizedTest
  @CsvSource({
    "one END two, END, one ",
    "no end, END, no end",
    "half EN, END, half EN",
    "EENDx, END, E",
    "xababac, ababac, x",
    "abc, b|abc, a",
    "xabc, bc|abc, x",
  })
  void theTextBeforeTheFirstStopIsPassedOn(String text, String stops, String passed) {
    List<String> characters = text.chars().mapToObj(c -> String.valueOf((char) c)).toList();
    assertEquals(passed.strip(), passedOn(characters, List.of(stops.split("\\|"))).strip());
  }

  @Test
  void aPictogramIsNotCut() {
    List<String> pieces = List.of("a\ud83d\ude00", "\ud83d\ude80b");
    assertEquals("a", passedOn(pieces, List.of("\ud83d\ude00\ud83d\ude80")));
    assertEquals("a\ud83d\ude00\ud83d\ude80b", passedOn(pieces, List.of("\ud83d\ude00b")));
  }
}
