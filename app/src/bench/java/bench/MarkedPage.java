package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page of the documentation, of which what stands between two comments is written by a program.
 */
final class MarkedPage {

  private MarkedPage() {}

  /** Replaces what stands between {@code <!-- name -->} and {@code <!-- end of name -->}. */
  static void write(Path page, String name, String text) throws IOException {
    Files.writeString(page, replace(Files.readString(page), name, text));
  }

  static String replace(String page, String name, String text) {
    String begin = "<!-- " + name + " -->\n";
    int from = page.indexOf(begin);
    int to = page.indexOf("<!-- end of " + name + " -->\n");
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("the page has no marks of " + name);
    }
    return page.substring(0, from + begin.length()) + text + page.substring(to);
  }
}
