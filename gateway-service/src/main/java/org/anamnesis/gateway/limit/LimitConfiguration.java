package org.anamnesis.gateway.limit;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import org.anamnesis.serviceweb.token.Caller;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Limits by address before a token is looked at, and by participant after. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LimitSettings.class)
class LimitConfiguration {
  private static final String SIGN_IN = "/v1/session";

  @Bean
  FilterRegistrationBean<?> addressLimit(LimitSettings settings) {
    Buckets all = new Buckets(settings.address());
    Buckets signIn = new Buckets(settings.signIn());
    FilterRegistrationBean<Filter> filter =
        new FilterRegistrationBean<>((request, response, chain) -> {
          all.take(request.getRemoteAddr());
          if (request instanceof HttpServletRequest http
              && http.getMethod().equals("POST")
              && http.getRequestURI().startsWith(SIGN_IN)) {
            signIn.take(request.getRemoteAddr());
          }
          chain.doFilter(request, response);
        });
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 15);
    filter.setName("addressLimit");
    return filter;
  }

  @Bean
  FilterRegistrationBean<?> participantLimit(LimitSettings settings) {
    Buckets buckets = new Buckets(settings.participant());
    FilterRegistrationBean<Filter> filter =
        new FilterRegistrationBean<>((request, response, chain) -> {
          if (request instanceof HttpServletRequest http) {
            Caller.of(http).ifPresent(caller -> buckets.take(caller.participant().hex()));
          }
          chain.doFilter(request, response);
        });
    filter.setOrder(-95);
    filter.setName("participantLimit");
    return filter;
  }
}
