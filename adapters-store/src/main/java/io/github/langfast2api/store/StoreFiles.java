package io.github.langfast2api.store;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * The files of a store, which their owner alone can read: the database and its journal. Damaged
 * ones are set aside under another name, and never deleted: whoever runs the gateway decides.
 */
final class StoreFiles {

  /** So that a disk that damages files is not filled with them. */
  private static final int MAX_SET_ASIDE = 3;

  private static final String OWNER_FILE = "rw-------";
  private static final String OWNER_FOLDER = "rwx------";

  private final Path database;
  private final Path journal;
  private final String scheme;

  /**
   * @param database its path; the journal is beside it
   * @param scheme what the database's file layer knows its files by: empty for those of the disk
   */
  StoreFiles(Path database, String scheme) {
    this.database = database.toAbsolutePath();
    this.journal = this.database.resolveSibling(database.getFileName() + ".journal");
    this.scheme = scheme;
  }

  Path database() {
    return database;
  }

  String databaseName() {
    return scheme + database;
  }

  String journalName() {
    return scheme + journal;
  }

  /** Creates what is missing, before the database does so with the permissions of its own. */
  void prepare() throws IOException, UnusableFileException {
    Path folder = database.getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      Files.createDirectories(folder, withPermissions(OWNER_FOLDER));
    }
    prepare(database);
    prepare(journal);
  }

  private static void prepare(Path file) throws IOException, UnusableFileException {
    if (Files.isDirectory(file)) {
      throw new UnusableFileException(file + " is a directory");
    }
    if (!Files.exists(file)) {
      Files.createFile(file, withPermissions(OWNER_FILE));
    } else if (isPosix()) {
      Set<PosixFilePermission> owner = PosixFilePermissions.fromString(OWNER_FILE);
      if (!owner.containsAll(Files.getPosixFilePermissions(file))) {
        Files.setPosixFilePermissions(file, owner);
      }
    }
  }

  /**
   * Which files are at the paths, as the file system tells them apart; none where a path has none.
   */
  record Identity(Optional<Object> database, Optional<Object> journal) {

    static final Identity NONE = new Identity(Optional.empty(), Optional.empty());
  }

  Identity identity() throws IOException {
    return new Identity(identity(database), identity(journal));
  }

  private static Optional<Object> identity(Path file) throws IOException {
    try {
      Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
      // Where files have no keys they cannot be removed while they are open.
      return Optional.of(key == null ? file : key);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * Sets both files aside.
   *
   * @return the new name of the database
   */
  Path setAside() throws IOException, UnusableFileException {
    for (int i = 1; i <= MAX_SET_ASIDE; i++) {
      Path aside = aside(database, i);
      if (!Files.exists(aside) && !Files.exists(aside(journal, i))) {
        Files.move(database, aside);
        Files.move(journal, aside(journal, i));
        return aside;
      }
    }
    throw tooManySetAside(database);
  }

  /**
   * Sets a copy of the journal aside, unless an attempt before has done so.
   *
   * @return the name of the copy
   */
  Path copyJournalAside() throws IOException, UnusableFileException {
    for (int i = 1; i <= MAX_SET_ASIDE; i++) {
      Path aside = aside(journal, i);
      if (Files.exists(aside)) {
        if (Files.mismatch(aside, journal) < 0) {
          return aside;
        }
      } else if (!Files.exists(aside(database, i))) {
        Files.copy(journal, aside, StandardCopyOption.COPY_ATTRIBUTES);
        return aside;
      }
    }
    throw tooManySetAside(journal);
  }

  private static UnusableFileException tooManySetAside(Path file) {
    return new UnusableFileException(
        file + " is damaged, and so were those set aside before: delete *.damaged-*");
  }

  private static Path aside(Path file, int number) {
    return file.resolveSibling(file.getFileName() + ".damaged-" + number);
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
