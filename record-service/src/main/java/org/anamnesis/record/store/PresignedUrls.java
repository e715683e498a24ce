package org.anamnesis.record.store;

import io.minio.GetPresignedObjectUrlArgs;
import io.minio.Http;
import io.minio.MinioAsyncClient;
import io.minio.errors.MinioException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Addresses at which the store itself hands out one object for a moment, to whoever has the
 * address. Signed here, without asking the store; off unless {@code anamnesis.store.presigned-life}
 * says for how long.
 */
@Component
public final class PresignedUrls {
  private final @Nullable MinioAsyncClient s3;
  private final String bucket;
  private final Duration life;
  private final Clock clock;

  PresignedUrls(StoreSettings settings, Clock clock) {
    this.life = settings.presignedLife();
    this.bucket = settings.bucket();
    this.clock = clock;
    URI reached = Objects.requireNonNullElse(settings.presignedEndpoint(), settings.endpoint());
    this.s3 =
        life.isZero()
            ? null
            : MinioAsyncClient.builder()
                .endpoint(reached.toString())
                .region(settings.region())
                .credentials(settings.accessKey(), settings.secretKey())
                .build();
  }

  /** An address of the object, empty if none are given out. Its answer may be kept by no cache. */
  public Optional<PresignedUrl> of(BlobKey key) {
    if (s3 == null) {
      return Optional.empty();
    }
    long expiresAt = clock.instant().plus(life).getEpochSecond();
    try {
      String url =
          s3.getPresignedObjectUrl(
              GetPresignedObjectUrlArgs.builder()
                  .method(Http.Method.GET)
                  .bucket(bucket)
                  .object(key.text())
                  .expiry(Math.toIntExact(life.toSeconds()))
                  .extraQueryParams(Map.of("response-cache-control", "no-store"))
                  .build());
      return Optional.of(new PresignedUrl(URI.create(url), expiresAt));
    } catch (MinioException e) {
      throw new IllegalStateException("a URL of the store cannot be signed", e);
    }
  }
}
