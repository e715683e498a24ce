package org.anamnesis.record.world;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import org.anamnesis.protocol.key.SigningKey;
import org.anamnesis.record.RecordServiceApplication;
import org.anamnesis.record.store.BlobStore;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The service under test, with its own files and settings as an operator gives them. */
final class RunningService implements AutoCloseable {
  private final ConfigurableApplicationContext context;

  private RunningService(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** Starts it on a free port, on a test's clock and with a way to the store that can fail. */
  static RunningService start(Clock clock, List<String> settings) {
    SpringApplication application = new SpringApplication(RecordServiceApplication.class);
    application.addInitializers(context ->
        ((GenericApplicationContext) context).registerBean("testClock", Clock.class, () -> clock));
    application.addInitializers(
        context -> context.getBeanFactory().addBeanPostProcessor(new BeforeTheStore()));
    return new RunningService(
        application.run(settings.stream().map(setting -> "--" + setting).toArray(String[]::new)));
  }

  private static final class BeforeTheStore implements BeanPostProcessor {
    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
      return bean instanceof BlobStore real ? new FaultyStore(real) : bean;
    }
  }

  /** Writes the network that it serves. */
  static Path networkFile(Path file) throws IOException {
    return Files.writeString(
        file,
        """
        {"chainId": 1337, "genesisHash": "0x%1$s", "registry": "%2$s", "registryCodeHash": "0x%1$s",
         "registryBlock": 3, "gateways": ["http://127.0.0.1:8080"],
         "organisations": [{"id": "%3$s", "name": "Hospital"}], "registrars": [], "stores": []}
        """
            .formatted("ab".repeat(32), Hospital.REGISTRY.address().text(), Person.HOSPITAL.hex()));
  }

  /** Writes a private key that only its owner can read. */
  static Path keyFile(Path file, SigningKey key) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(
        file,
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(key.toJca().getEncoded())
            + "\n-----END PRIVATE KEY-----\n");
  }

  /** Where it listens. */
  URI url() {
    return URI.create(
        "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port"));
  }

  /** A bean of its. */
  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  @Override
  public void close() {
    context.close();
  }
}
