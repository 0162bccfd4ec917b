package io.github.langfast2api.app;

import static java.lang.System.Logger.Level.DEBUG;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The secret of this installation, from which the marks of tool calls are made: with the same one
 * after a restart, the prompts of conversations that go on are the same too.
 */
final class InstallationSecret {

  private static final System.Logger LOG = System.getLogger(InstallationSecret.class.getName());
  private static final int BYTES = 32;
  private static final Pattern SECRET = Pattern.compile("[0-9a-f]{64}");

  private InstallationSecret() {}

  /** The secret kept in this file, or a new one, which is kept there if it can be. */
  static String in(Path file) {
    try {
      if (Files.exists(file)) {
        String kept = Files.readString(file).strip();
        if (SECRET.matcher(kept).matches()) {
          return kept;
        }
        Files.delete(file);
      }
      String secret = random();
      write(file, secret);
      return secret;
    } catch (IOException | RuntimeException e) {
      LOG.log(DEBUG, () -> "the secret of tool calls is not kept in " + file, e);
      return random();
    }
  }

  /** A secret for as long as this process lives. */
  static String random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static void write(Path file, String secret) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    try (WritableByteChannel channel =
        Files.newByteChannel(file, Set.of(CREATE_NEW, WRITE), ownerOnly())) {
      Channels.newOutputStream(channel).write(secret.getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
