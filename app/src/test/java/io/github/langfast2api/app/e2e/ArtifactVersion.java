package io.github.langfast2api.app.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** The version of a library, as the jar says that is on the class path. */
final class ArtifactVersion {

  private ArtifactVersion() {}

  /** The version of the jar that this class comes from: its manifest's, or else Maven's. */
  static String of(Class<?> type) throws IOException {
    try (JarFile jar = new JarFile(jarOf(type).toFile())) {
      String version =
          jar.getManifest().getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
      return Optional.ofNullable(version)
          .or(() -> ofMaven(jar))
          .orElseThrow(() -> new IOException(jar.getName() + " does not say its version"));
    }
  }

  private static Path jarOf(Class<?> type) throws IOException {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  private static Optional<String> ofMaven(JarFile jar) {
    return jar.stream()
        .filter(entry -> entry.getName().endsWith("/pom.properties"))
        .map(entry -> versionIn(jar, entry))
        .findFirst();
  }

  private static String versionIn(JarFile jar, JarEntry entry) {
    try (InputStream in = jar.getInputStream(entry)) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
