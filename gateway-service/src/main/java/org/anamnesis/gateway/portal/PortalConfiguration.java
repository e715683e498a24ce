package org.anamnesis.gateway.portal;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import org.anamnesis.serviceweb.token.ContentPolicy;
import org.anamnesis.serviceweb.token.OpenPaths;
import org.anamnesis.serviceweb.token.OpenPaths.Call;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is open to everybody, and what the portal's pages may do. */
@Configuration(proxyBeanMethods = false)
class PortalConfiguration {
  @Bean
  OpenPaths openPaths() {
    return OpenPaths.of(
        new Call(POST, "/v1/session/nonce"),
        new Call(POST, "/v1/session"),
        new Call(GET, "/.well-known/jwks.json"),
        new Call(GET, "/v1/network"),
        new Call(GET, "/"),
        new Call(GET, "/index.html"),
        new Call(GET, "/portal/**"),
        new Call(GET, "/protocol/**"));
  }

  @Bean
  ContentPolicy contentPolicy() {
    return new ContentPolicy(
        "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' blob:;"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
            + " require-trusted-types-for 'script'; trusted-types content-worker");
  }
}
