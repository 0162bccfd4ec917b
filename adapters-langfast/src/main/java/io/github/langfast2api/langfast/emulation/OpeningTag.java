package io.github.langfast2api.langfast.emulation;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The opening tag of a block.
 *
 * @param name the tool that is called, as written
 * @param closed whether the tag closes its block, as {@code <a/>} does
 */
record OpeningTag(String name, boolean closed) {

  /** A tag that is longer is none. */
  static final int MAX_LENGTH = 256;

  private static final Pattern NAME =
      Pattern.compile("\\sname\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s\"'/>]+))");

  /**
   * Reads a tag.
   *
   * @param attributes what stands between the mark and {@code >}
   */
  static Optional<OpeningTag> read(CharSequence attributes) {
    Matcher found = NAME.matcher(attributes);
    if (!found.find()) {
      return Optional.empty();
    }
    boolean closed = attributes.charAt(attributes.length() - 1) == '/';
    for (int group = 1; group <= found.groupCount(); group++) {
      if (found.group(group) != null) {
        return Optional.of(new OpeningTag(found.group(group).strip(), closed));
      }
    }
    return Optional.empty();
  }
}
