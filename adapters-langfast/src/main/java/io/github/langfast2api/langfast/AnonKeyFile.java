package io.github.langfast2api.langfast;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The key in a file of its own. It is no secret, and is guarded as one: whose it is, is. */
final class AnonKeyFile implements AnonKeyStore {

  private static final Logger LOG = System.getLogger(AnonKeyFile.class.getName());
  private static final int MAX_BYTES = 64 << 10;

  private final OwnerOnlyFile file;
  private final Path path;
  private final String owner;
  private final AnonKeyScanner scanner;

  /**
   * @param owner tells the upstreams apart whose keys they are
   * @param scanner tells a key from what is none
   */
  AnonKeyFile(Path path, String owner, AnonKeyScanner scanner) {
    this.file = new OwnerOnlyFile(path);
    this.path = path;
    this.owner = owner;
    this.scanner = scanner;
  }

  @Override
  public Optional<String> load() {
    try {
      if (!Files.exists(path) || Files.size(path) > MAX_BYTES) {
        return Optional.empty();
      }
      return JsonFormat.parse(file.read().orElse("{}")) instanceof JsonObject content
          ? text(content, "key").filter(key -> isOwn(content) && scanner.isKey(key))
          : Optional.empty();
    } catch (IOException | JsonException e) {
      LOG.log(Level.WARNING, "{0} holds no key and is passed over: {1}", path, e.toString());
      return Optional.empty();
    }
  }

  @Override
  public void save(String key) {
    try {
      file.replace(JsonFormat.object().add("owner", owner).add("key", key).build().toString());
    } catch (IOException e) {
      LOG.log(Level.WARNING, "LangFast''s key cannot be kept in {0}: {1}", path, e.toString());
    }
  }

  private boolean isOwn(JsonObject content) {
    return text(content, "owner").filter(owner::equals).isPresent();
  }

  private static Optional<String> text(JsonObject content, String name) {
    return content.get(name) instanceof JsonString text
        ? Optional.of(text.getString())
        : Optional.empty();
  }
}
