package org.anamnesis.integrator;

import java.time.Clock;
import org.anamnesis.integrator.batch.Transactions;
import org.anamnesis.integrator.claim.Lease;
import org.anamnesis.integrator.claim.Stops;
import org.anamnesis.integrator.confirm.DeadLetters;
import org.anamnesis.integrator.operate.ChainHealth;
import org.anamnesis.integrator.operate.IntegratorMetrics;
import org.anamnesis.integrator.operate.OperateSettings;
import org.anamnesis.integrator.operate.Pulse;
import org.anamnesis.integrator.operate.Round;
import org.anamnesis.integrator.operate.RoundLoop;
import org.anamnesis.outbox.OutboxClaims;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the integrator-service. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class IntegratorServiceApplication {
  /** Runs until the process is told to stop. */
  public static void main(String[] args) {
    SpringApplication.run(IntegratorServiceApplication.class, args);
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  RoundLoop roundLoop(Round round) {
    return new RoundLoop(round);
  }

  @Bean
  ChainHealth chainHealth(RoundLoop loop, Pulse pulse, Stops stops, OperateSettings settings) {
    return new ChainHealth(loop, pulse, stops, settings);
  }

  @Bean
  IntegratorMetrics integratorMetrics(
      OutboxClaims claims,
      Transactions transactions,
      DeadLetters deadLetters,
      Lease lease,
      Pulse pulse) {
    return new IntegratorMetrics(claims, transactions, deadLetters, lease, pulse);
  }
}
