package org.anamnesis.integrator;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.anamnesis.integrator.batch.BatchSettings;
import org.anamnesis.integrator.claim.RelayerSettings;
import org.anamnesis.integrator.operate.OperateSettings;
import org.anamnesis.integrator.submit.SubmitSettings;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void refusesWhatIsOutOfRange() {
    refused("max-gas", () -> new BatchSettings(14_000_001, 500, SECOND, 16));
    refused("max-operations", () -> new BatchSettings(14_000_000, 0, SECOND, 16));
    refused("max-age", () -> new BatchSettings(14_000_000, 500, Duration.ofMinutes(2), 16));
    refused("max-in-flight", () -> new BatchSettings(14_000_000, 500, SECOND, 201));
    refused("lease", () -> new RelayerSettings(Path.of("key"), Duration.ZERO));
    refused("resend-after", () -> new SubmitSettings(SECOND.negated()));
    refused("pause", () -> new OperateSettings(Duration.ZERO, SECOND));
  }

  private static void refused(String setting, ThrowingCallable settings) {
    assertThatThrownBy(settings)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(setting);
  }
}
