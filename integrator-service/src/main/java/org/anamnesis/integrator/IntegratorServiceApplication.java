package org.anamnesis.integrator;

import java.time.Clock;
import org.anamnesis.integrator.operate.Round;
import org.anamnesis.integrator.operate.RoundLoop;
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
}
