package io.github.langfast2api.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A page and its translation have the same sections, and a section the same commands, names, links
 * and rows: whoever changes one is told of the other.
 */
class TranslationsTest {

  private static final Path TOP = Path.of("..");
  private static final Pattern SECTION = Pattern.compile("(?m)^(?=#+ )");
  private static final Pattern BLOCK = Pattern.compile("(?s)```.*?```");
  private static final Pattern CODE = Pattern.compile("`[^`]+`");
  private static final Pattern LINK = Pattern.compile("(?<=]\\()[^)#]+");
  private static final Pattern ROW = Pattern.compile("(?m)^\\|");

  /** What of a section is the same in every language. */
  private record Section(
      int level, List<String> blocks, List<String> code, List<String> links, int rows) {

    static Section of(String text) {
      String words = BLOCK.matcher(text).replaceAll("");
      return new Section(
          text.indexOf(' '),
          found(BLOCK, text),
          found(CODE, words),
          found(LINK, words).stream().map(link -> link.replace(".zh-CN.md", ".md")).toList(),
          found(ROW, words).size());
    }

    private static List<String> found(Pattern pattern, String text) {
      return pattern.matcher(text).results().map(found -> found.group()).sorted().toList();
    }
  }

  @Test
  void theOperationsPageIsTranslatedAsItIs() throws IOException {
    List<String> page = sections("docs/operations.md");
    List<String> translation = sections("docs/operations.zh-CN.md");
    assertTrue(page.size() > 10, page::toString);
    assertEquals(page.size(), translation.size());
    // The beginning of each names the other.
    for (int i = 1; i < page.size(); i++) {
      String heading = translation.get(i).lines().findFirst().orElseThrow();
      assertEquals(Section.of(page.get(i)), Section.of(translation.get(i)), heading);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/operations.md"})
  void aTranslationHasTheSameSectionsAndEachPageNamesTheOther(String name) throws IOException {
    String translated = name.replace(".md", ".zh-CN.md");
    assertEquals(levels(sections(name)), levels(sections(translated)));
    assertTrue(sections(name).getFirst().contains("(" + file(translated) + ")"));
    assertTrue(sections(translated).getFirst().contains("(" + file(name) + ")"));
  }

  private static String file(String name) {
    return String.valueOf(Path.of(name).getFileName());
  }

  private static List<Integer> levels(List<String> sections) {
    return sections.stream().map(section -> section.indexOf(' ')).toList();
  }

  /** A page cut at its headings; what looks like one in a block of code is none. */
  private static List<String> sections(String name) throws IOException {
    List<String> sections = new ArrayList<>();
    for (String part : SECTION.split(Files.readString(TOP.resolve(name)), -1)) {
      boolean inBlock = !sections.isEmpty() && sections.getLast().split("```", -1).length % 2 == 0;
      if (inBlock) {
        sections.set(sections.size() - 1, sections.getLast() + part);
      } else {
        sections.add(part);
      }
    }
    return sections;
  }
}
