package org.anamnesis.record.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.RecordId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PresignedUrlsTest {
  private static final BlobKey KEY =
      new BlobKey(RecordId.parse("ab".repeat(32)), 1, OperationId.parse("cd".repeat(32)));

  @Test
  void noneAreGivenOutUnlessAnOperatorSaysForHowLong() {
    assertThat(urls(settings(Duration.ZERO, null)).of(KEY)).isEmpty();
  }

  @Test
  void leadsToTheStoreAsReadersReachItAndSaysWhenItEnds() {
    PresignedUrl url =
        urls(settings(Duration.ofSeconds(20), URI.create("https://store.example:9000")))
            .of(KEY)
            .orElseThrow();

    assertThat(url.url().toString()).startsWith("https://store.example:9000/records/" + KEY.text());
    assertThat(url.url().getQuery())
        .contains("X-Amz-Expires=20", "response-cache-control=no-store", "X-Amz-Signature=");
    assertThat(url.expiresAt()).isEqualTo(1_020);
    assertThat(url).hasToString("PresignedUrl[redacted]");
  }

  @Test
  void lastsThirtySecondsAtMost() {
    assertThatThrownBy(() -> settings(Duration.ofSeconds(31), null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("presigned-life");
    assertThatThrownBy(() -> settings(Duration.ofSeconds(-1), null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static PresignedUrls urls(StoreSettings settings) {
    return new PresignedUrls(settings, Clock.fixed(Instant.ofEpochSecond(1_000), ZoneOffset.UTC));
  }

  private static StoreSettings settings(Duration life, @Nullable URI endpoint) {
    return new StoreSettings(
        URI.create("http://127.0.0.1:9000"),
        "records",
        "us-east-1",
        "reader",
        "not-a-secret",
        Duration.ofSeconds(2),
        life,
        endpoint);
  }
}
