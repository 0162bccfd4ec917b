package io.github.langfast2api.langfast;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A small text file that only its owner can read. Its content is replaced atomically where the file
 * system allows it: after a crash it holds either the old or the new one. A symbolic link is
 * followed. For one thread at a time; calls block on the disk.
 */
final class OwnerOnlyFile {

  private static final Logger LOG = System.getLogger(OwnerOnlyFile.class.getName());
  private static final int MAX_LINKS = 8;
  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rwx------");

  private final Path path;
  private boolean warned;

  OwnerOnlyFile(Path path) {
    this.path = path;
  }

  /**
   * Reads the content. A file that others could read is made private, with a warning.
   *
   * @return empty if there is no content, or anybody could have written it, of which the log warns
   */
  Optional<String> read() throws IOException {
    if (!Files.exists(path) || Files.size(path) == 0) {
      return Optional.empty();
    }
    return isTrusted() ? Optional.of(Files.readString(path)) : Optional.empty();
  }

  /** Replaces the content; a missing file and its folder are created. */
  void replace(String text) throws IOException {
    Path file = target();
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      Files.createDirectories(folder, withPermissions("rwx------"));
    }
    try {
      replaceAtomically(file, text);
    } catch (IOException e) {
      // A file that is mounted by itself cannot be replaced, nor one in a read-only folder.
      if (!Files.isRegularFile(file)) {
        throw e;
      }
      boolean unused = restrict(file);
      write(file, text, Set.of(StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING));
    }
  }

  /** The file that a chain of links ends at, which need not exist. */
  private Path target() throws IOException {
    Path file = path;
    for (int i = 0; i < MAX_LINKS && Files.isSymbolicLink(file); i++) {
      file = file.resolveSibling(Files.readSymbolicLink(file));
    }
    return file;
  }

  private static void replaceAtomically(Path file, String text) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(next);
    try {
      write(next, text, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      Files.deleteIfExists(next);
      throw e;
    }
  }

  private static void write(Path file, String text, Set<StandardOpenOption> options)
      throws IOException {
    try (FileChannel channel = FileChannel.open(file, options, withPermissions("rw-------"))) {
      ByteBuffer bytes = UTF_8.encode(text);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /** Whether nobody else could have written the file; others' permissions are taken away then. */
  private boolean isTrusted() throws IOException {
    if (!isPosix()) {
      return true;
    }
    Set<PosixFilePermission> found = Files.getPosixFilePermissions(path);
    if (found.contains(PosixFilePermission.OTHERS_WRITE)) {
      warn(found, "anybody could have written it, so it is ignored; delete it, or chmod 600 it");
      return false;
    }
    if (!OWNER.containsAll(found)) {
      warn(
          found,
          restrict(path)
              ? "others could use them; now its owner alone can"
              : "others can use them; run chmod 600 on it");
    }
    return true;
  }

  private static boolean restrict(Path file) {
    try {
      Set<PosixFilePermission> owners = EnumSet.copyOf(OWNER);
      owners.retainAll(Files.getPosixFilePermissions(file));
      Files.setPosixFilePermissions(file, owners);
      return true;
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  private void warn(Set<PosixFilePermission> found, String consequence) {
    if (!warned) {
      warned = true;
      LOG.log(
          Level.WARNING,
          "{0} holds secrets, and its permissions are {1}: {2}",
          path,
          PosixFilePermissions.toString(found),
          consequence);
    }
  }

  private static FileAttribute<?>[] withPermissions(String permissions) {
    return isPosix()
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }
}
