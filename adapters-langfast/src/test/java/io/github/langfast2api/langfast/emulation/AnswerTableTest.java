package io.github.langfast2api.langfast.emulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.langfast2api.ports.contract.Answer;
import io.github.langfast2api.ports.contract.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of {@code answers.json}, however its text is cut into deltas. */
class AnswerTableTest {

  static Stream<AnswerRow> rows() {
    return AnswerRow.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void aWholeTextIsReadRight(AnswerRow row) {
    List<EmulationCounts> counts = new ArrayList<>();
    assertEquals(row.expected(), read(row, counts, List::of));
    EmulationCounts counted = counts.getFirst();
    row.count("dropped").ifPresent(n -> assertEquals(n, counted.dropped(), "dropped"));
    row.count("repairs").ifPresent(n -> assertEquals(n, counted.repairs(), "repairs"));
    assertEquals(row.written().size() - 1, counted.secondAsks());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void aTextThatComesByCharactersIsReadTheSame(AnswerRow row) {
    assertEquals(row.expected(), read(row, new ArrayList<>(), text -> List.of(text.split(""))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void aTextThatIsCutAnywhereIsReadTheSame(AnswerRow row) {
    Random random = new Random(row.toString().hashCode());
    for (int i = 0; i < 20; i++) {
      assertEquals(row.expected(), read(row, new ArrayList<>(), text -> cut(text, random)));
    }
  }

  private static String read(
      AnswerRow row, List<EmulationCounts> counts, Function<String, List<String>> cut) {
    WritingBackend upstream = new WritingBackend();
    for (String written : row.written()) {
      upstream.writes(
          Script.saying(cut.apply(written).toArray(String[]::new)).finish(row.upstream()));
    }
    EmulationSettings settings =
        new EmulationSettings(
            Forms.SETTINGS.secret(),
            Forms.SETTINGS.roles(),
            false,
            Forms.SETTINGS.schemas(),
            Forms.SETTINGS.memory(),
            () -> counts::add);
    Answer answer = Answer.rest(new EmulatingBackend(upstream, settings).open(row.request()));
    assertEquals(row.written().size(), upstream.requests().size(), "runs");
    assertEquals(0, upstream.held());
    return AnswerRow.told(answer);
  }

  private static List<String> cut(String text, Random random) {
    List<String> pieces = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = Math.min(text.length(), start + 1 + random.nextInt(9));
      pieces.add(text.substring(start, end));
      start = end;
    }
    return pieces;
  }
}
