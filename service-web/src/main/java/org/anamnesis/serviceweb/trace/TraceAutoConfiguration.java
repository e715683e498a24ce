package org.anamnesis.serviceweb.trace;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** Traces what comes in, and passes the trace on with every {@code RestClient} that is built. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class TraceAutoConfiguration {
  @Bean
  FilterRegistrationBean<?> traceFilter() {
    FilterRegistrationBean<TraceFilter> filter = new FilterRegistrationBean<>(new TraceFilter());
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return filter;
  }

  @Bean
  RestClientCustomizer traceOfOutgoingRequests() {
    return builder ->
        builder.requestInitializer(request ->
            Trace.current()
                .ifPresent(trace -> request.getHeaders().set(Trace.HEADER, trace.header())));
  }
}
