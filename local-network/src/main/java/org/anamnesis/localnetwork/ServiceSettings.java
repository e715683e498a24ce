package org.anamnesis.localnetwork;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.anamnesis.localparts.ObjectStore;
import org.anamnesis.localparts.PostgresServer;
import org.anamnesis.protocol.network.NetworkFile;

/** The settings of docs/http-api.md for each service of one network. */
final class ServiceSettings {
  static final String BUCKET = "records";
  static final String RECORD_DATABASE = "record";
  static final String LEDGER_DATABASE = "ledger";
  static final String GATEWAY_DATABASE = "gateway";
  static final String INTEGRATOR_ROLE = "integrator";

  private final NetworkFolder folder;
  private final NetworkFile network;
  private final PostgresServer postgres;
  private final ObjectStore objects;
  private final URI chain;
  private final Map<Service, Integer> ports;
  private final NetworkKeys keys;

  ServiceSettings(
      NetworkFolder folder,
      NetworkFile network,
      PostgresServer postgres,
      ObjectStore objects,
      URI chain,
      Map<Service, Integer> ports) {
    this.folder = folder;
    this.network = network;
    this.postgres = postgres;
    this.objects = objects;
    this.chain = chain;
    this.ports = Map.copyOf(ports);
    this.keys = new NetworkKeys(folder);
  }

  Map<String, String> of(Service service) {
    Map<String, String> settings = new LinkedHashMap<>(shared(service));
    switch (service) {
      case LEDGER -> settings.putAll(ledger());
      case RECORD -> settings.putAll(record());
      case INTEGRATOR -> settings.putAll(integrator());
      case GATEWAY -> settings.putAll(gateway());
    }
    return settings;
  }

  private Map<String, String> shared(Service service) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("server.address", "127.0.0.1");
    settings.put("server.port", Integer.toString(port(service)));
    settings.put("anamnesis.network-file", folder.networkFile().toString());
    List<String> issuers = issuers(service);
    for (int i = 0; i < issuers.size(); i++) {
      String issuer = "anamnesis.tokens.issuer-keys[" + i + "].";
      settings.put(issuer + "issuer", issuers.get(i));
      settings.put(issuer + "key-set", keys.publicFile(issuers.get(i)).toUri().toString());
    }
    return settings;
  }

  /** Whose tokens a service takes; the gateway knows its own and takes no other. */
  private static List<String> issuers(Service service) {
    return switch (service) {
      case LEDGER -> List.of(Founding.GATEWAY_TOKENS, Founding.RECORD_TOKENS);
      case RECORD, INTEGRATOR -> List.of(Founding.GATEWAY_TOKENS);
      case GATEWAY -> List.of();
    };
  }

  private Map<String, String> ledger() {
    Map<String, String> settings = database(LEDGER_DATABASE, LEDGER_DATABASE);
    settings.put("anamnesis.chain.url", chain.toString());
    return settings;
  }

  private Map<String, String> record() {
    Map<String, String> settings = database(RECORD_DATABASE, RECORD_DATABASE);
    settings.put("anamnesis.store.endpoint", objects.endpoint().toString());
    settings.put("anamnesis.store.bucket", BUCKET);
    settings.put("anamnesis.store.access-key", objects.accessKey());
    settings.put("anamnesis.store.secret-key", objects.secretKey());
    settings.put("anamnesis.acceptance.store", network.stores().getFirst().id().hex());
    settings.put("anamnesis.acceptance.key", keys.privateFile(Founding.STORE).toString());
    settings.put("anamnesis.outbox.integrator-role", INTEGRATOR_ROLE);
    settings.put("anamnesis.ledger.url", url(Service.LEDGER).toString());
    settings.put(
        "anamnesis.service-token-key", keys.privateFile(Founding.RECORD_TOKENS).toString());
    return settings;
  }

  private Map<String, String> integrator() {
    Map<String, String> settings = database(RECORD_DATABASE, INTEGRATOR_ROLE);
    settings.put("anamnesis.chain.url", chain.toString());
    settings.put("anamnesis.relayer.key-file", keys.accountFile(Founding.RELAYER).toString());
    return settings;
  }

  private Map<String, String> gateway() {
    Map<String, String> settings = database(GATEWAY_DATABASE, GATEWAY_DATABASE);
    settings.put("anamnesis.gateway.origin", network.gateways().getFirst().toString());
    settings.put(
        "anamnesis.gateway.token-key", keys.privateFile(Founding.GATEWAY_TOKENS).toString());
    settings.put("anamnesis.routes.record", url(Service.RECORD).toString());
    settings.put("anamnesis.routes.ledger", url(Service.LEDGER).toString());
    settings.put("anamnesis.chain.url", chain.toString());
    return settings;
  }

  private Map<String, String> database(String database, String role) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("spring.datasource.url", postgres.jdbcUrl(database));
    settings.put("spring.datasource.username", role);
    settings.put("spring.datasource.password", keys.password(role));
    return settings;
  }

  URI url(Service service) {
    return URI.create("http://127.0.0.1:" + port(service));
  }

  private int port(Service service) {
    return ports.getOrDefault(service, 0);
  }
}
