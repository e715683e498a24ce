package org.anamnesis.record;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the record-service. */
@SpringBootApplication
public class RecordServiceApplication {
  /** Runs until the process is told to stop. */
  public static void main(String[] args) {
    SpringApplication.run(RecordServiceApplication.class, args);
  }
}
