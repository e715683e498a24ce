package org.anamnesis.localparts;

import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * An S3 server on a directory: S3Proxy as a process of its own, with an access key that is made
 * once and stays with the directory.
 */
public final class ObjectStore implements AutoCloseable {
  private static final String SETTINGS = "s3proxy.properties";

  private final ChildProcess process;
  private final URI endpoint;
  private final Properties settings;

  private ObjectStore(ChildProcess process, URI endpoint, Properties settings) {
    this.process = process;
    this.endpoint = endpoint;
    this.settings = settings;
  }

  /** Starts a server on a free port that keeps its buckets in {@code directory/buckets}. */
  public static ObjectStore start(Path directory) {
    return start(Ports.free(), directory);
  }

  /** Starts a server that keeps its buckets in {@code directory/buckets}. */
  public static ObjectStore start(int port, Path directory) {
    URI endpoint = URI.create("http://127.0.0.1:" + port);
    Properties settings = settings(directory, endpoint);
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-DLOG_LEVEL=WARN",
            "-jar",
            Parts.program("s3proxy").toString(),
            "--properties",
            directory.resolve(SETTINGS).toString());
    ChildProcess process =
        ChildProcess.start("The object store", command, Map.of(), directory.resolve("s3proxy.log"));
    process.awaitReady(Duration.ofSeconds(30), () -> Ports.isOpen(port));
    return new ObjectStore(process, endpoint, settings);
  }

  /** Where it answers S3. */
  public URI endpoint() {
    return endpoint;
  }

  /** The access key's name. */
  public String accessKey() {
    return settings.getProperty("s3proxy.identity");
  }

  /** The access key's secret. */
  public String secretKey() {
    return settings.getProperty("s3proxy.credential");
  }

  /** The folder of a bucket, in which each object is a file by its key. */
  public Path bucket(String name) {
    return Path.of(settings.getProperty("jclouds.filesystem.basedir")).resolve(name);
  }

  /** The process, to kill or suspend. */
  public ChildProcess process() {
    return process;
  }

  @Override
  public void close() {
    process.close();
  }

  private static Properties settings(Path directory, URI endpoint) {
    Path file = directory.resolve(SETTINGS);
    Properties settings = new Properties();
    try {
      Files.createDirectories(directory.resolve("buckets"));
      if (Files.exists(file)) {
        try (var in = Files.newBufferedReader(file)) {
          settings.load(in);
        }
      } else {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        settings.setProperty("s3proxy.identity", "anamnesis");
        settings.setProperty("s3proxy.credential", secret());
      }
      settings.setProperty("s3proxy.endpoint", endpoint.toString());
      settings.setProperty("s3proxy.authorization", "aws-v2-or-v4");
      settings.setProperty("jclouds.provider", "filesystem-nio2");
      settings.setProperty("jclouds.filesystem.basedir", directory.resolve("buckets").toString());
      try (Writer out = Files.newBufferedWriter(file)) {
        settings.store(out, null);
      }
    } catch (IOException e) {
      throw new PartFailedException(
          "The object store's settings cannot be written to " + file + ".", e);
    }
    return settings;
  }

  private static String secret() {
    byte[] octets = new byte[24];
    new SecureRandom().nextBytes(octets);
    return HexFormat.of().formatHex(octets);
  }
}
