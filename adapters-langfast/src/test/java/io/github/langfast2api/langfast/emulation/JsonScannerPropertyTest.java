package io.github.langfast2api.langfast.emulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.langfast.emulation.JsonScanner.Progress;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Beside a parser of JSON. */
class JsonScannerPropertyTest {

  @Provide
  Arbitrary<String> objects() {
    return JsonTexts.objects();
  }

  @Provide
  Arbitrary<String> insertions() {
    return Arbitraries.of(
        "", "\"", "\\", ",", "}", "]", "{", "[", ":", "0", "-", ".", "e", "\n", "t", "u", "'");
  }

  @Property
  void whatIsValidIsWholeAtItsLastCharacterAndNotTouched(@ForAll("objects") String json) {
    JsonScanner scanner = new JsonScanner();
    for (int i = 0; i < json.length() - 1; i++) {
      assertEquals(Progress.OPEN, scanner.take(json.charAt(i)));
    }
    assertEquals(Progress.COMPLETE, scanner.take(json.charAt(json.length() - 1)));
    assertEquals(0, scanner.edits().count());
    assertEquals(json, scanner.edits().apply(json, 0, json.length()));
  }

  @Property(tries = 3000)
  void whatIsMadeWholeIsValidAndWhatIsValidIsWhole(
      @ForAll("objects") String json,
      @ForAll @IntRange(max = 200) int at,
      @ForAll @IntRange(max = 3) int removed,
      @ForAll("insertions") String inserted) {
    int from = Math.min(at, json.length());
    int to = Math.min(from + removed, json.length());
    String spoilt = json.substring(0, from) + inserted + json.substring(to);
    JsonScanner scanner = new JsonScanner();
    Progress progress = Progress.OPEN;
    int i = 0;
    while (i < spoilt.length() && progress == Progress.OPEN) {
      progress = scanner.take(spoilt.charAt(i++));
    }
    boolean valid = JsonSyntax.parse(spoilt).isPresent();
    if (progress == Progress.COMPLETE) {
      String mended = scanner.edits().apply(spoilt, 0, i);
      assertTrue(JsonSyntax.parse(mended).isPresent(), mended);
    } else if (progress == Progress.OPEN && scanner.isCompletable()) {
      String whole = spoilt + scanner.complete();
      String mended = scanner.edits().apply(whole, 0, whole.length());
      assertTrue(JsonSyntax.parse(mended).isPresent(), mended);
      assertTrue(!valid);
    } else {
      assertTrue(!valid || !spoilt.startsWith("{"), spoilt);
    }
  }

  @Property
  void onlyWhatMayBeMendedIsMended(@ForAll("objects") String json) {
    for (String bad :
        List.of("'", "a", "//", ",,", "=", "True", "NaN", "01", "+1", ".5", "1.", "undefined")) {
      JsonScanner scanner = new JsonScanner();
      String text = "[" + json + "," + bad + "]";
      Progress progress = Progress.OPEN;
      for (int i = 0; i < text.length() && progress == Progress.OPEN; i++) {
        progress = scanner.take(text.charAt(i));
      }
      assertEquals(Progress.INVALID, progress, text);
    }
  }
}
