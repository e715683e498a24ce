package org.anamnesis.gateway.session;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import java.time.Clock;
import org.anamnesis.serviceweb.token.HopTokens;
import org.anamnesis.serviceweb.token.KeyFiles;
import org.anamnesis.serviceweb.token.ServiceTokens;
import org.anamnesis.serviceweb.token.TokenMint;
import org.anamnesis.serviceweb.token.TrustedIssuer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One key signs everything that this gateway vouches for, and it trusts its own tokens. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GatewaySettings.class)
class SessionConfiguration {
  @Bean
  TokenMint tokenMint(GatewaySettings settings, Clock clock) {
    return new TokenMint(TrustedIssuer.GATEWAY, KeyFiles.read(settings.tokenKey()), clock);
  }

  @Bean
  TrustedIssuer itself(TokenMint mint) {
    return new TrustedIssuer(
        TrustedIssuer.GATEWAY, new ImmutableJWKSet<>(new JWKSet(mint.publicKey())), true);
  }

  @Bean
  ServiceTokens serviceTokens(TokenMint mint, Clock clock) {
    return new ServiceTokens(mint, clock);
  }

  @Bean
  HopTokens hopTokens(TokenMint mint, Clock clock) {
    return new HopTokens(mint, clock);
  }

  /** After Spring Security's chain, which stands at -100. */
  @Bean
  FilterRegistrationBean<?> sessionFilter(Sessions sessions) {
    FilterRegistrationBean<SessionFilter> filter =
        new FilterRegistrationBean<>(new SessionFilter(sessions));
    filter.setOrder(-90);
    return filter;
  }
}
