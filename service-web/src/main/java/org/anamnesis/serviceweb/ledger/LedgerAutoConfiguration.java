package org.anamnesis.serviceweb.ledger;

import java.net.URI;
import java.time.Clock;
import org.anamnesis.serviceweb.token.ServiceTokens;
import org.anamnesis.serviceweb.token.TokenAutoConfiguration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.json.JsonMapper;

/** A {@link LedgerClient} for the service that names {@code anamnesis.ledger.url}. */
@AutoConfiguration(after = {TokenAutoConfiguration.class, RestClientAutoConfiguration.class})
@ConditionalOnProperty("anamnesis.ledger.url")
public class LedgerAutoConfiguration {
  @Bean
  LedgerClient ledgerClient(
      @Value("${anamnesis.ledger.url}") URI url,
      RestClient.Builder builder,
      ServiceTokens tokens,
      JsonMapper json,
      Clock clock) {
    return LedgerClient.at(url, builder, tokens, json, clock);
  }
}
