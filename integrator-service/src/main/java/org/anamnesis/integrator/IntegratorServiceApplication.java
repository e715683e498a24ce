package org.anamnesis.integrator;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the integrator-service. */
@SpringBootApplication
public class IntegratorServiceApplication {
  /** Runs until the process is told to stop. */
  public static void main(String[] args) {
    SpringApplication.run(IntegratorServiceApplication.class, args);
  }
}
