package org.anamnesis.gateway.route;

import static org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions.uri;

import java.net.URI;
import org.anamnesis.serviceweb.ledger.LedgerClient;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;
import org.anamnesis.serviceweb.token.Caller;
import org.anamnesis.serviceweb.token.HopTokens;
import org.anamnesis.serviceweb.token.ServiceTokens;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions;
import org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.client.RestClient;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.json.JsonMapper;

/** Turns the table of routes into routes of Spring Cloud Gateway. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RouteSettings.class)
class RouteConfiguration {
  @Bean
  LedgerClient ledgerClient(
      RouteSettings settings,
      RestClient.Builder builder,
      ServiceTokens tokens,
      JsonMapper json,
      java.time.Clock clock) {
    return LedgerClient.at(settings.ledger(), builder, tokens, json, clock);
  }

  @Bean
  StreamedExchange streamedExchange() {
    return new StreamedExchange();
  }

  @Bean
  RouterFunction<ServerResponse> routes(RouteSettings settings, HopTokens tokens) {
    RouterFunctions.Builder routes = GatewayRouterFunctions.route("v1");
    for (Route route : Route.TABLE) {
      routes.add(passedOn(route, settings.of(route.service()), tokens));
    }
    for (Route route : Route.TABLE) {
      routes.route(RequestPredicates.path(route.pattern()), RouteConfiguration::otherMethod);
    }
    return routes.build();
  }

  private static RouterFunction<ServerResponse> passedOn(
      Route route, URI service, HopTokens tokens) {
    return GatewayRouterFunctions.route(route.service().audience() + route.pattern())
        .route(
            RequestPredicates.path(route.pattern())
                .and(request -> route.methods().contains(request.method())),
            HandlerFunctions.http())
        .before(uri(service))
        .before(request -> withTokenFor(route.service(), request, tokens))
        .build();
  }

  private static ServerRequest withTokenFor(
      Service service, ServerRequest request, HopTokens tokens) {
    Caller caller =
        Caller.of(request.servletRequest())
            .orElseThrow(() ->
                new ProblemException(
                    ProblemType.FORBIDDEN, "Only a participant who signed in may do this."));
    String token = tokens.forCaller(caller, service.audience());
    return ServerRequest.from(request)
        .headers(headers -> headers.set(HttpHeaders.AUTHORIZATION, "Bearer " + token))
        .build();
  }

  private static ServerResponse otherMethod(ServerRequest request) {
    throw new ProblemException(
        ProblemType.METHOD_NOT_ALLOWED, "This address does not serve the method of the request.");
  }
}
