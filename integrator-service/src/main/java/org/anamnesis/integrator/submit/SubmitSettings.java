package org.anamnesis.integrator.submit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How transactions are sent.
 *
 * @param resendAfter how long a transaction may be without a receipt before the same octets are
 *     sent again; nodes lose what they had accepted
 */
@ConfigurationProperties("anamnesis.submit")
public record SubmitSettings(@DefaultValue("5s") Duration resendAfter) {
  /** Refuses a negative wait. */
  public SubmitSettings {
    if (resendAfter.isNegative()) {
      throw new IllegalArgumentException("anamnesis.submit.resend-after is not negative");
    }
  }
}
