package org.anamnesis.ledger.permission;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.anamnesis.contracts.chain.BlockHash;
import org.anamnesis.contracts.chain.TransactionHash;
import org.anamnesis.contracts.registry.RegistryEvent;
import org.anamnesis.ledger.index.Blocks;
import org.anamnesis.ledger.index.Checkpoint;
import org.anamnesis.ledger.index.FollowedBlock;
import org.anamnesis.ledger.index.FollowedEvent;
import org.anamnesis.ledger.index.FollowedRegistries;
import org.anamnesis.ledger.index.FollowedRegistry;
import org.anamnesis.ledger.index.Snapshots;
import org.anamnesis.ledger.world.Hospital;
import org.anamnesis.ledger.world.Person;
import org.anamnesis.ledger.world.Servers;
import org.anamnesis.protocol.code.Basis;
import org.anamnesis.protocol.code.Effect;
import org.anamnesis.protocol.code.Numbered;
import org.anamnesis.protocol.code.ParticipantStatus;
import org.anamnesis.protocol.code.Permission;
import org.anamnesis.protocol.code.Permissions;
import org.anamnesis.protocol.code.Purpose;
import org.anamnesis.protocol.code.Purposes;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.code.Roles;
import org.anamnesis.protocol.id.EthereumAddress;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.Id;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.OrganisationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.id.StoreId;
import org.anamnesis.protocol.permission.Decision;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every case of the protocol's table, asked of entries that went through the index. */
class PermissionVectorsIT {
  private static final Path TABLE = Path.of("../protocol/vectors/permission.json");
  private static final AnnotationConfigApplicationContext CONTEXT =
      new AnnotationConfigApplicationContext();

  /** One case: its columns by name. */
  record Case(String name, Map<String, Long> columns) {
    long of(String column) {
      return Objects.requireNonNull(columns.get(column));
    }

    boolean is(String column) {
      return of(column) == 1;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> cases() {
    JsonNode table = JsonMapper.shared().readTree(TABLE);
    return IntStream.range(0, table.get("rows").size())
        .mapToObj(row -> new Case(table.get("names").get(row).asString(), columns(table, row)))
        .toList();
  }

  private static Map<String, Long> columns(JsonNode table, int row) {
    Map<String, Long> columns = new HashMap<>();
    for (int column = 0; column < table.get("columns").size(); column++) {
      columns.put(
          table.get("columns").get(column).asString(),
          table.get("rows").get(row).get(column).asLong());
    }
    return columns;
  }

  @BeforeAll
  static void open() {
    DataSource database = Servers.database().superuser();
    Flyway.configure().dataSource(database).schemas("ledger").load().migrate();
    JdbcTransactionManager transactions = new JdbcTransactionManager(database);
    Registry registry = new Registry(1337, new EthereumAddress("0x" + "11".repeat(20)));
    CONTEXT.registerBean(JdbcClient.class, () -> JdbcClient.create(database));
    CONTEXT.registerBean(JdbcTransactionManager.class, () -> transactions);
    CONTEXT.registerBean(TransactionTemplate.class, () -> new TransactionTemplate(transactions));
    CONTEXT.registerBean(Registry.class, () -> registry);
    CONTEXT.registerBean(Clock.class, Clock::systemUTC);
    CONTEXT.scan(
        "org.anamnesis.ledger.index",
        "org.anamnesis.ledger.participant",
        "org.anamnesis.ledger.permission");
    CONTEXT.refresh();
    CONTEXT
        .getBean(FollowedRegistries.class)
        .claim(new FollowedRegistry(registry, new BlockHash("0x" + "22".repeat(32)), 0));
  }

  @AfterAll
  static void close() {
    CONTEXT.close();
  }

  private final Person patient = Person.any();
  private final Person somebody = Person.any();
  private final OrganisationId organisation = new OrganisationId(Hospital.random().value());
  private final RecordId record = new RecordId(Hospital.random().value());
  private final List<RegistryEvent> events = new ArrayList<>();

  @ParameterizedTest
  @MethodSource("cases")
  void decidesAsTheTableSays(Case it) {
    ParticipantId actor = it.is("actorIsPatient") ? patient.id() : somebody.id();
    Role role = Numbered.of(Role.class, it.of("role"));
    enrol(it.is("actorIsPatient") ? somebody : patient, Role.PATIENT);
    enrol(it.is("actorIsPatient") ? patient : somebody, role);
    events.add(
        new RegistryEvent.StatusChanged(
            operation(),
            actor,
            patient.id(),
            Numbered.of(ParticipantStatus.class, it.of("status")),
            1,
            Hash.ZERO));
    register(it.is("actorIsAuthor") ? actor : Person.any().id());
    consent(it, "record-person", record, actor);
    consent(it, "record-organisation", record, organisation);
    consent(it, "all-person", RecordId.ZERO, actor);
    consent(it, "all-organisation", RecordId.ZERO, organisation);
    append();
    Inquiry inquiry =
        new Inquiry(
            patient.id(),
            actor,
            it.is("oneRecord") ? record : RecordId.ZERO,
            1,
            Numbered.of(Permission.class, it.of("permission")),
            Numbered.find(Purpose.class, it.of("purpose")).orElse(null),
            it.of("time"));
    Decision decision =
        CONTEXT
            .getBean(Snapshots.class)
            .read(last -> CONTEXT.getBean(Decisions.class).decide(inquiry));
    assertThat(basis(decision)).isEqualTo(it.of("basis"));
    assertThat(decision instanceof Decision.Permitted).isEqualTo(it.is("permitted"));
    assertRecipients(it, inquiry);
  }

  /** Whom a consent lets read is told to who writes, and nobody is who may not read. */
  private static void assertRecipients(Case it, Inquiry asked) {
    List<Recipients.Recipient> recipients =
        CONTEXT
            .getBean(Recipients.class)
            .of(asked.patient(), asked.time(), Recipients.Recipient.START, 10);
    if (asked.permission() == Permission.READ && it.of("basis") == Basis.CONSENT.number()) {
      assertThat(recipients)
          .containsAnyOf(
              new Recipients.Recipient(asked.actor(), asked.record()),
              new Recipients.Recipient(asked.actor(), RecordId.ZERO));
    }
    assertThat(recipients)
        .allMatch(found ->
            CONTEXT
                .getBean(Decisions.class)
                .mayReadForSomePurpose(
                    found.participant(), asked.patient(), found.record(), asked.time()));
  }

  private static long basis(Decision decision) {
    return switch (decision) {
      case Decision.Permitted permitted -> permitted.basis().number();
      case Decision.Refused refused -> 0;
    };
  }

  private void enrol(Person person, Role role) {
    events.add(
        role == Role.REGISTRAR
            ? new RegistryEvent.RegistrarAppointed(
                person.id(), organisation, person.signing().point(), person.encryption().point())
            : new RegistryEvent.Enrolled(
                operation(),
                person.id(),
                organisation,
                patient.id(),
                role,
                person.signing().point(),
                person.encryption().point(),
                Hash.ZERO));
  }

  private void register(ParticipantId author) {
    events.add(
        new RegistryEvent.Registered(
            operation(),
            record,
            patient.id(),
            author,
            new StoreId(Hospital.random().value()),
            1,
            1,
            Hash.ZERO,
            1,
            Hash.ZERO,
            Hash.ZERO,
            Hash.ZERO));
  }

  private void consent(Case it, String entry, RecordId about, Id grantee) {
    if (it.of(entry + ".permissions") == 0) {
      return;
    }
    events.add(
        new RegistryEvent.ConsentChanged(
            operation(),
            patient.id(),
            grantee.value(),
            patient.id(),
            about,
            new Roles(it.of(entry + ".roles")),
            new Permissions(it.of(entry + ".permissions")),
            new Purposes(it.of(entry + ".purposes")),
            Numbered.of(Effect.class, it.of(entry + ".effect")),
            it.of(entry + ".notBefore"),
            it.of(entry + ".notAfter"),
            1));
  }

  private static OperationId operation() {
    return new OperationId(Hospital.random().value());
  }

  private void append() {
    Blocks blocks = CONTEXT.getBean(Blocks.class);
    Optional<Checkpoint> last = blocks.last();
    TransactionHash transaction = new TransactionHash("0x" + Hospital.random().hex());
    List<FollowedEvent> followed =
        IntStream.range(0, events.size())
            .mapToObj(i -> new FollowedEvent(i, transaction, events.get(i), null))
            .toList();
    blocks.append(
        last.orElse(null),
        List.of(
            new FollowedBlock(
                last.map(Checkpoint::number).orElse(0L) + 1,
                new BlockHash("0x" + Hospital.random().hex()),
                new BlockHash("0x" + Hospital.random().hex()),
                1,
                followed)));
  }
}
