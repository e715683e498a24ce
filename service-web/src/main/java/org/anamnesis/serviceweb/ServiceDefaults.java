package org.anamnesis.serviceweb;

import java.util.HashMap;
import java.util.Map;
import org.anamnesis.serviceweb.stream.Pieces;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Settings of Spring Boot that every service shares; its own {@code application.yml} and its
 * environment override each of them. Two are the JDK's: buffers of a piece's size for its HTTP
 * client, whose own cost a stream half its speed, and platform threads that tell virtual ones that
 * a socket is ready (docs/adr/0020).
 */
public final class ServiceDefaults implements EnvironmentPostProcessor {
  private static final String MANAGEMENT_PORT = "management.server.port";
  private static final String HTTP_CLIENT_BUFFER = "jdk.httpclient.bufsize";
  private static final String POLLER_MODE = "jdk.pollerMode";
  private static final String PLATFORM_THREADS = "1";

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    Map<String, Object> defaults = new HashMap<>();
    defaults.put("server.address", "127.0.0.1");
    defaults.put("server.shutdown", "graceful");
    defaults.put("server.forward-headers-strategy", "none");
    defaults.put("server.max-http-request-header-size", "16KB");
    defaults.put("server.tomcat.max-swallow-size", "1MB");
    defaults.put("spring.lifecycle.timeout-per-shutdown-phase", "20s");
    defaults.put("spring.threads.virtual.enabled", "true");
    defaults.put("spring.servlet.multipart.enabled", "false");
    defaults.put("spring.mvc.formcontent.filter.enabled", "false");
    defaults.put("spring.mvc.hiddenmethod.filter.enabled", "false");
    defaults.put("spring.web.resources.add-mappings", "false");
    defaults.put("spring.main.banner-mode", "off");
    defaults.put("logging.structured.format.console", "ecs");
    defaults.put("management.endpoints.web.exposure.include", "health,info,prometheus");
    defaults.put("management.endpoint.health.probes.enabled", "true");
    defaults.put("management.endpoint.health.show-details", "never");
    if (environment.containsProperty(MANAGEMENT_PORT)) {
      defaults.put("management.server.address", "127.0.0.1");
    }
    setUnlessSet(HTTP_CLIENT_BUFFER, Integer.toString(Pieces.SIZE));
    setUnlessSet(POLLER_MODE, PLATFORM_THREADS);
    environment.getPropertySources().addLast(new MapPropertySource("serviceDefaults", defaults));
  }

  /** The JDK reads each of them once, when it is first needed. */
  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
