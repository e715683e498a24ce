package org.anamnesis.record;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.task.ThreadPoolTaskSchedulerBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** Starts the record-service. */
@SpringBootApplication
@EnableScheduling
public class RecordServiceApplication {
  private static final int JOBS = 3;

  /** A thread a job: nobody who waits for the chain waits for a large object to be scrubbed. */
  @Bean
  ThreadPoolTaskScheduler taskScheduler(ThreadPoolTaskSchedulerBuilder builder) {
    return builder.poolSize(JOBS).build();
  }

  /** Runs until the process is told to stop. */
  public static void main(String[] args) {
    SpringApplication.run(RecordServiceApplication.class, args);
  }
}
