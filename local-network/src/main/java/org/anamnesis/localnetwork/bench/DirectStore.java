package org.anamnesis.localnetwork.bench;

import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.Http;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.errors.MinioException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.anamnesis.client.gateway.Download;
import org.anamnesis.client.gateway.Downloads;

/** The object store, without any service of ours before it. */
final class DirectStore implements AutoCloseable {
  private static final String BUCKET = "bench";
  private static final Duration URL_LIFE = Duration.ofMinutes(5);
  private static final long PART = 8 << 20;
  private static final int BUFFER = 1 << 20;

  private final MinioClient s3;
  private final Downloads downloads = new Downloads();

  DirectStore(BenchGround ground) throws IOException {
    this(ground, ground.objectStore());
  }

  /** The same store at another address. */
  DirectStore(BenchGround ground, URI address) throws IOException {
    Properties settings = new Properties();
    try (BufferedReader in = Files.newBufferedReader(ground.storeSettings())) {
      settings.load(in);
    }
    this.s3 =
        MinioClient.builder()
            .endpoint(address.toString())
            .region("us-east-1")
            .credentials(
                settings.getProperty("s3proxy.identity"),
                settings.getProperty("s3proxy.credential"))
            .build();
    asking(() -> {
      if (!s3.bucketExists(BucketExistsArgs.builder().bucket(BUCKET).build())) {
        s3.makeBucket(MakeBucketArgs.builder().bucket(BUCKET).build());
      }
    });
  }

  /** Puts a file in parts of the size that the record service uses. */
  void put(String key, Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      asking(() ->
          s3.putObject(
              PutObjectArgs.builder().bucket(BUCKET).object(key).stream(in, Files.size(file), PART)
                  .build()));
    }
  }

  /** Gets an object into a file. */
  void get(String key, Path file) throws IOException {
    asking(() -> {
      try (InputStream in =
          s3.getObject(GetObjectArgs.builder().bucket(BUCKET).object(key).build())) {
        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      }
    });
  }

  /** Gets an object and throws its octets away. */
  void drain(String key) throws IOException {
    asking(() -> {
      try (InputStream in =
          s3.getObject(GetObjectArgs.builder().bucket(BUCKET).object(key).build())) {
        drain(in);
      }
    });
  }

  /** A URL of this address that opens an object for a while. */
  URI presigned(String key) throws IOException {
    try {
      return URI.create(
          s3.getPresignedObjectUrl(
              GetPresignedObjectUrlArgs.builder()
                  .method(Http.Method.GET)
                  .bucket(BUCKET)
                  .object(key)
                  .expiry(Math.toIntExact(URL_LIFE.toSeconds()))
                  .build()));
    } catch (MinioException e) {
      throw new IOException("No URL can be presigned.", e);
    }
  }

  /** Gets what a presigned URL opens, as the command line does, and throws its octets away. */
  void drain(URI presigned) throws IOException {
    Download answer = downloads.get(presigned, Map.of());
    try (InputStream in = answer.octets()) {
      drain(in);
    }
    if (answer.status() != 200) {
      throw new IOException("The object store answers " + answer.status() + ".");
    }
  }

  void remove(String key) throws IOException {
    asking(() -> s3.removeObject(RemoveObjectArgs.builder().bucket(BUCKET).object(key).build()));
  }

  /** Reads to the end; returns the octets. */
  static long drain(InputStream in) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long octets = 0;
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      octets += n;
    }
    return octets;
  }

  @Override
  public void close() throws IOException {
    try {
      s3.close();
    } catch (Exception e) {
      throw new IOException("The connection to the object store does not close.", e);
    }
  }

  private interface Question {
    void ask() throws MinioException, IOException;
  }

  private static void asking(Question question) throws IOException {
    try {
      question.ask();
    } catch (MinioException e) {
      throw new IOException("The object store does not answer as it should.", e);
    }
  }
}
