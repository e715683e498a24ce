package org.anamnesis.record;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the record-service. */
@SpringBootApplication
@EnableScheduling
public class RecordServiceApplication {
  /** Runs until the process is told to stop. */
  public static void main(String[] args) {
    SpringApplication.run(RecordServiceApplication.class, args);
  }
}
