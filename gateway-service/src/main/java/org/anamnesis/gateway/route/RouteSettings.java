package org.anamnesis.gateway.route;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where the services behind the door are.
 *
 * @param record base address of the record service
 * @param ledger base address of the ledger service
 */
@Validated
@ConfigurationProperties("anamnesis.routes")
record RouteSettings(@NotNull URI record, @NotNull URI ledger) {
  URI of(Service service) {
    return switch (service) {
      case RECORD -> record;
      case LEDGER -> ledger;
    };
  }
}
