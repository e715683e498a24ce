package org.anamnesis.serviceweb.token;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.anamnesis.serviceweb.problem.FailureResponses;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Lets in who has a token for this service: participants to {@code /v1/**}, services to {@code
 * /internal/**}, everybody to health and to the service's {@link OpenPaths}, nobody to anything
 * else. The other actuator endpoints need the scope {@code operate}, or a port of their own ({@code
 * management.server.port}), which listens on the loopback address unless set otherwise.
 */
@AutoConfiguration(
    before = {
      OAuth2ResourceServerAutoConfiguration.class,
      ServletWebSecurityAutoConfiguration.class,
      UserDetailsServiceAutoConfiguration.class
    })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(TokenSettings.class)
public class TokenAutoConfiguration implements WebMvcConfigurer {
  private static final String PARTICIPANT = "PARTICIPANT";
  private static final String STRICT_POLICY =
      "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(new CallerArgument());
  }

  @Bean
  @ConditionalOnMissingBean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  @ConditionalOnMissingBean
  ContentPolicy contentPolicy() {
    return new ContentPolicy(STRICT_POLICY);
  }

  @Bean
  JwtDecoder tokenCheck(
      TokenSettings settings,
      ObjectProvider<TrustedIssuer> own,
      @Value("${spring.application.name}") String name,
      Clock clock) {
    List<TrustedIssuer> trusted =
        Stream.concat(
                own.orderedStream(),
                settings.issuerKeys().stream()
                    .map(keys ->
                        new TrustedIssuer(
                            keys.issuer(), KeySets.at(keys.keySet()), keys.speaksForPeople())))
            .toList();
    String audience = settings.audience();
    return new TokenCheck(trusted, audience == null ? name : audience, settings.clockSkew(), clock);
  }

  /** Timing every filter of the chain costs more than the filters do. */
  @Bean
  SecurityObservationSettings securityObservations() {
    return SecurityObservationSettings.noObservations();
  }

  @Bean
  @ConditionalOnProperty("anamnesis.service-token-key")
  @ConditionalOnMissingBean
  ServiceTokens serviceTokens(
      @Value("${anamnesis.service-token-key}") Path key,
      @Value("${spring.application.name}") String name,
      Clock clock) {
    return new ServiceTokens(new TokenMint(name, KeyFiles.read(key), clock), clock);
  }

  @Bean
  SecurityFilterChain tokenSecurity(
      HttpSecurity http,
      ObjectProvider<OpenPaths> open,
      ContentPolicy policy,
      FailureResponses failures,
      Environment environment)
      throws Exception {
    http.csrf(AbstractHttpConfigurer::disable)
        .cors(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .anonymous(anonymous -> anonymous.principal("nobody"))
        .requestCache(AbstractHttpConfigurer::disable)
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .headers(headers -> strict(headers, policy))
        .exceptionHandling(handling ->
            handling.authenticationEntryPoint(failures::write).accessDeniedHandler(failures::write))
        .oauth2ResourceServer(server ->
            server
                .authenticationEntryPoint(failures::write)
                .accessDeniedHandler(failures::write)
                .jwt(jwt -> jwt.jwtAuthenticationConverter(authorities())))
        .authorizeHttpRequests(requests -> rules(requests, open, environment));
    return http.build();
  }

  private static void strict(HeadersConfigurer<HttpSecurity> headers, ContentPolicy policy) {
    headers
        .contentSecurityPolicy(csp -> csp.policyDirectives(policy.directives()))
        .frameOptions(frame -> frame.deny())
        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
        .permissionsPolicyHeader(
            permissions -> permissions.policy("camera=(), geolocation=(), microphone=()"))
        .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
        .crossOriginResourcePolicy(
            resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN));
  }

  private static void rules(
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
          requests,
      ObjectProvider<OpenPaths> open,
      Environment environment) {
    requests
        .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.INCLUDE, DispatcherType.ASYNC)
        .permitAll();
    open.stream()
        .flatMap(paths -> paths.calls().stream())
        .forEach(call -> requests.requestMatchers(call.method(), call.pattern()).permitAll());
    requests
        .requestMatchers("/actuator/health", "/actuator/health/*")
        .permitAll()
        .requestMatchers("/actuator/**")
        .access((authentication, context) ->
            new AuthorizationDecision(
                isManagementPort(context.getRequest(), environment)
                    || has(authentication.get().getAuthorities(), "SCOPE_operate")))
        .requestMatchers("/internal/operate/**")
        .hasAuthority("SCOPE_operate")
        .requestMatchers("/internal/**")
        .hasAuthority("SCOPE_internal")
        .requestMatchers("/v1/**")
        .hasAuthority(PARTICIPANT)
        .anyRequest()
        .denyAll();
  }

  private static boolean isManagementPort(HttpServletRequest request, Environment environment) {
    String own = environment.getProperty("local.management.port");
    return own != null
        && !own.equals(environment.getProperty("local.server.port"))
        && own.equals(Integer.toString(request.getLocalPort()));
  }

  private static boolean has(Collection<? extends GrantedAuthority> authorities, String wanted) {
    return authorities.stream().anyMatch(authority -> wanted.equals(authority.getAuthority()));
  }

  private static JwtAuthenticationConverter authorities() {
    JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
    converter.setJwtGrantedAuthoritiesConverter(TokenAutoConfiguration::authoritiesOf);
    return converter;
  }

  private static Collection<GrantedAuthority> authoritiesOf(Jwt token) {
    if (Caller.of(token).isPresent()) {
      return List.of(new SimpleGrantedAuthority(PARTICIPANT));
    }
    String scope = token.getClaimAsString("scope");
    return scope == null
        ? List.of()
        : Stream.of(scope.split(" ", -1))
            .<GrantedAuthority>map(name -> new SimpleGrantedAuthority("SCOPE_" + name))
            .toList();
  }
}
