package org.anamnesis.ledger;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the ledger-service. */
@SpringBootApplication
public class LedgerServiceApplication {
  /** Runs until the process is told to stop. */
  public static void main(String[] args) {
    SpringApplication.run(LedgerServiceApplication.class, args);
  }
}
