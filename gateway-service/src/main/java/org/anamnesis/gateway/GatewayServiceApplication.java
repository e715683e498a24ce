package org.anamnesis.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the gateway-service. */
@SpringBootApplication
public class GatewayServiceApplication {
  /** Runs until the process is told to stop. */
  public static void main(String[] args) {
    SpringApplication.run(GatewayServiceApplication.class, args);
  }
}
