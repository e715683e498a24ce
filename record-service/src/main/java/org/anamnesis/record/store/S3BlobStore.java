package org.anamnesis.record.store;

import io.minio.AbortMultipartUploadArgs;
import io.minio.BucketExistsArgs;
import io.minio.CompleteMultipartUploadArgs;
import io.minio.CreateMultipartUploadArgs;
import io.minio.GetObjectArgs;
import io.minio.ListMultipartUploadsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioAsyncClient;
import io.minio.PutObjectAPIArgs;
import io.minio.RemoveObjectArgs;
import io.minio.StatObjectArgs;
import io.minio.UploadPartArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.messages.Part;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Any S3 store, through minio-java. No tags, versions or retention of the store are used. */
@Component
@EnableConfigurationProperties(StoreSettings.class)
final class S3BlobStore implements BlobStore {
  // An object that was cut to nothing has no range to give.
  private static final Set<String> MISSING = Set.of("NoSuchKey", "NoSuchBucket", "InvalidRange");
  private static final int AT_ONCE = 256;
  private static final Duration IDLE = Duration.ofSeconds(15);
  private static final String OCTET_STREAM = "application/octet-stream";

  private final MinioAsyncClient s3;
  private final String bucket;
  private final AtomicBoolean bucketSeen = new AtomicBoolean();

  S3BlobStore(StoreSettings settings) {
    OkHttpClient http =
        new OkHttpClient.Builder()
            .connectTimeout(settings.timeout())
            .writeTimeout(settings.timeout())
            .readTimeout(Duration.ZERO)
            .socketFactory(new PieceSockets(settings.timeout()))
            .protocols(List.of(Protocol.HTTP_1_1))
            .dispatcher(dispatcher())
            .connectionPool(new ConnectionPool(AT_ONCE, IDLE.toSeconds(), TimeUnit.SECONDS))
            .build();
    this.s3 =
        MinioAsyncClient.builder()
            .endpoint(settings.endpoint().toString())
            .region(settings.region())
            .credentials(settings.accessKey(), settings.secretKey())
            .httpClient(http, true)
            .build();
    this.bucket = settings.bucket();
  }

  /** OkHttp's own lets five requests at once go to one host. */
  private static Dispatcher dispatcher() {
    Dispatcher dispatcher = new Dispatcher();
    dispatcher.setMaxRequests(AT_ONCE);
    dispatcher.setMaxRequestsPerHost(AT_ONCE);
    return dispatcher;
  }

  @Override
  public void put(BlobKey key, Chunk octets) {
    ensureBucket();
    ask(() ->
        s3.putObject(
            PutObjectAPIArgs.builder()
                .bucket(bucket)
                .object(key.text())
                .data(octets.buffer(), octets.length())
                .contentType(OCTET_STREAM)
                .build()));
  }

  @Override
  public Multipart begin(BlobKey key) {
    ensureBucket();
    return new Multipart(
        ask(() ->
                s3.createMultipartUpload(
                    CreateMultipartUploadArgs.builder().bucket(bucket).object(key.text()).build()))
            .result()
            .uploadId());
  }

  @Override
  public PartTag putPart(BlobKey key, Multipart upload, int part, Chunk octets) {
    var answer =
        ask(() ->
            s3.uploadPart(
                UploadPartArgs.builder()
                    .bucket(bucket)
                    .object(key.text())
                    .uploadId(upload.id())
                    .partNumber(part)
                    .data(octets.buffer(), octets.length())
                    .build()));
    return new PartTag(part, answer.part().etag());
  }

  @Override
  public void complete(BlobKey key, Multipart upload, List<PartTag> parts, long length) {
    Part[] tags = parts.stream().map(p -> new Part(p.part(), p.tag())).toArray(Part[]::new);
    Optional<String> error =
        tryAsking(() ->
            s3.completeMultipartUpload(
                CompleteMultipartUploadArgs.builder()
                    .bucket(bucket)
                    .object(key.text())
                    .uploadId(upload.id())
                    .parts(tags)
                    .build()));
    if (error.isPresent() && !length(key).equals(Optional.of(length))) {
      throw unavailable(
          new IllegalStateException("object " + key.text() + " is not made: " + error.get()));
    }
  }

  @Override
  public Optional<Long> length(BlobKey key) {
    try {
      return Optional.of(
          join(s3.statObject(StatObjectArgs.builder().bucket(bucket).object(key.text()).build()))
              .size());
    } catch (ExecutionException e) {
      if (isMissing(e)) {
        return Optional.empty();
      }
      throw unavailable(e);
    }
  }

  @Override
  public Opening ask(BlobKey key, long from, long length) {
    CompletableFuture<? extends InputStream> answer =
        s3.getObject(
            GetObjectArgs.builder()
                .bucket(bucket)
                .object(key.text())
                .offset(from)
                .length(length)
                .build());
    return new S3Opening(answer, () -> await(key, answer));
  }

  private static InputStream await(BlobKey key, CompletableFuture<? extends InputStream> answer) {
    try {
      return join(answer);
    } catch (ExecutionException e) {
      if (isMissing(e)) {
        throw new BlobMissingException(key, e);
      }
      throw unavailable(e);
    }
  }

  @Override
  public void abort(BlobKey key, Multipart upload) {
    Optional<String> error =
        tryAsking(() ->
            s3.abortMultipartUpload(
                AbortMultipartUploadArgs.builder()
                    .bucket(bucket)
                    .object(key.text())
                    .uploadId(upload.id())
                    .build()));
    if (error.filter(code -> !code.startsWith("NoSuch")).isPresent()) {
      throw unavailable(new IllegalStateException("abort of " + key.text() + ": " + error.get()));
    }
  }

  @Override
  public void abortAll(BlobKey key) {
    ensureBucket();
    // The whole key as the prefix: MinIO lists the uploads of one object only.
    ask(() ->
            s3.listMultipartUploads(
                ListMultipartUploadsArgs.builder().bucket(bucket).prefix(key.text()).build()))
        .result()
        .uploads()
        .forEach(upload -> abort(key, new Multipart(upload.uploadId())));
  }

  @Override
  public void delete(BlobKey key) {
    Optional<String> error =
        tryAsking(() ->
            s3.removeObject(RemoveObjectArgs.builder().bucket(bucket).object(key.text()).build()));
    if (error.filter(code -> !code.startsWith("NoSuch")).isPresent()) {
      throw unavailable(new IllegalStateException("delete of " + key.text() + ": " + error.get()));
    }
  }

  private void ensureBucket() {
    if (bucketSeen.get()) {
      return;
    }
    if (!ask(() -> s3.bucketExists(BucketExistsArgs.builder().bucket(bucket).build()))) {
      Optional<String> error =
          tryAsking(() -> s3.makeBucket(MakeBucketArgs.builder().bucket(bucket).build()));
      if (error.filter(code -> !code.startsWith("BucketAlready")).isPresent()) {
        throw unavailable(new IllegalStateException("bucket " + bucket + ": " + error.get()));
      }
    }
    bucketSeen.set(true);
  }

  private static <T> T ask(Supplier<CompletableFuture<T>> request) {
    try {
      return join(request.get());
    } catch (ExecutionException e) {
      throw unavailable(e);
    }
  }

  /** The S3 error code that the store answered with; other failures are the usual problem. */
  private static Optional<String> tryAsking(Supplier<? extends CompletableFuture<?>> request) {
    try {
      join(request.get());
      return Optional.empty();
    } catch (ExecutionException e) {
      return Optional.of(code(e).orElseThrow(() -> unavailable(e)));
    }
  }

  private static <T> T join(CompletableFuture<? extends T> answer) throws ExecutionException {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(e);
    }
  }

  private static boolean isMissing(ExecutionException e) {
    return code(e).filter(MISSING::contains).isPresent();
  }

  private static Optional<String> code(ExecutionException failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof ErrorResponseException error && error.errorResponse() != null) {
        return Optional.of(error.errorResponse().code());
      }
    }
    return Optional.empty();
  }

  private static ProblemException unavailable(Throwable cause) {
    return new ProblemException(
        ProblemType.STORE_UNAVAILABLE,
        "The object store cannot be reached; nothing was accepted.",
        cause);
  }
}
