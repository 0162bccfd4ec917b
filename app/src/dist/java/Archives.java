import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Archives of a folder, in which all files have one time and, in tar, root as their owner. */
final class Archives {

  private static final int BLOCK_BYTES = 512;
  private static final int NAME_BYTES = 100;

  private Archives() {}

  /** Writes the files with their times in UTC as well: those of DOS are in nobody's zone. */
  static Path zip(Path folder, Path archive, Instant time) throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(archive))) {
      out.setLevel(Deflater.BEST_COMPRESSION);
      for (Path file : files(folder)) {
        if (Files.isRegularFile(file)) {
          ZipEntry entry = new ZipEntry(name(folder, file));
          entry.setLastModifiedTime(FileTime.from(time));
          out.putNextEntry(entry);
          Files.copy(file, out);
          out.closeEntry();
        }
      }
    }
    return archive;
  }

  /** Writes POSIX.1-1988's ustar, which every tar reads. */
  static Path tar(Path folder, Path archive, Instant time) throws IOException {
    try (OutputStream out = new BestGzip(Files.newOutputStream(archive))) {
      for (Path file : files(folder)) {
        out.write(header(folder, file, time.getEpochSecond()));
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          long bytes = Files.copy(file, out);
          out.write(new byte[(int) (-bytes & (BLOCK_BYTES - 1))]);
        }
      }
      out.write(new byte[2 * BLOCK_BYTES]);
    }
    return archive;
  }

  private static byte[] header(Path folder, Path file, long time) throws IOException {
    boolean link = Files.isSymbolicLink(file);
    boolean directory = !link && Files.isDirectory(file);
    boolean executable = directory || link || Files.isExecutable(file);
    ByteBuffer header = ByteBuffer.allocate(BLOCK_BYTES);
    String name = folder.relativize(file).toString();
    text(header, 0, directory && !name.isEmpty() ? name + "/" : name);
    octal(header, 100, 8, executable ? 0755 : 0644);
    octal(header, 108, 8, 0);
    octal(header, 116, 8, 0);
    octal(header, 124, 12, link || directory ? 0 : Files.size(file));
    octal(header, 136, 12, time);
    text(header, 156, link ? "2" : directory ? "5" : "0");
    text(header, 157, link ? Files.readSymbolicLink(file).toString() : "");
    text(header, 257, "ustar");
    text(header, 263, "00");
    text(header, 265, "root");
    text(header, 297, "root");
    // What comes before the name, and a slash.
    text(header, 345, folder.getFileName().toString());
    // The checksum is taken with spaces in its own place.
    text(header, 148, "        ");
    int sum = 0;
    for (byte octet : header.array()) {
      sum += octet & 0xff;
    }
    octal(header, 148, 8, sum);
    return header.array();
  }

  private static void octal(ByteBuffer header, int at, int length, long value) {
    text(header, at, ("%0" + (length - 1) + "o").formatted(value));
    header.put(at + length - 1, (byte) 0);
  }

  private static void text(ByteBuffer header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > NAME_BYTES) {
      throw new IllegalStateException("too long for tar: " + text);
    }
    header.put(at, bytes);
  }

  private static String name(Path folder, Path file) {
    return folder.getParent().relativize(file).toString().replace('\\', '/');
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.sorted().toList();
    }
  }

  private static final class BestGzip extends GZIPOutputStream {

    BestGzip(OutputStream out) throws IOException {
      super(out, 1 << 16);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
