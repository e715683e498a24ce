package org.anamnesis.contracts.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.anamnesis.contracts.TestChain;
import org.anamnesis.contracts.registry.Hospital.Person;
import org.anamnesis.protocol.code.Basis;
import org.anamnesis.protocol.code.Effect;
import org.anamnesis.protocol.code.Numbered;
import org.anamnesis.protocol.code.Permission;
import org.anamnesis.protocol.code.Purpose;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.id.Bytes32;
import org.anamnesis.protocol.id.Id;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.key.SigningKey;
import org.anamnesis.protocol.operation.Kind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The protocol's table of permission cases, set up on a live chain and asked from the contract. */
class PermissionVectorsIT {
  private static final Path VECTORS = Path.of("..", "protocol", "vectors", "permission.json");
  private static final int ROWS_IN_A_BATCH = 20;

  private static TestChain chain;
  private static Hospital hospital;

  @BeforeAll
  static void open() {
    chain = TestChain.start();
    hospital = Hospital.open(chain);
  }

  @AfterAll
  static void close() {
    chain.close();
  }

  @Test
  void decidesEveryCaseAsTheProtocolDoes() {
    List<Case> cases = cases();
    assertThat(cases).hasSizeGreaterThan(200);
    for (int from = 0; from < cases.size(); from += ROWS_IN_A_BATCH) {
      setUp(cases.subList(from, Math.min(cases.size(), from + ROWS_IN_A_BATCH)));
    }

    assertThat(cases).allSatisfy(Case::check);
  }

  private static void setUp(List<Case> cases) {
    List<List<Bytes32>> frames = new ArrayList<>();
    cases.forEach(c -> c.addFrames(frames));
    assertThat(hospital.deployment.eventsOf(hospital.batch(frames)))
        .hasSize(frames.size() + 1)
        .noneMatch(RegistryEvent.OperationRejected.class::isInstance);
  }

  /** Nobody is enrolled with the role of an organisation, so the contract cannot be asked of it. */
  private static List<Case> cases() {
    JsonNode table = new ObjectMapper().readTree(VECTORS.toFile());
    List<String> columns = table.get("columns").valueStream().map(JsonNode::asString).toList();
    return IntStream.range(0, table.get("rows").size())
        .mapToObj(
            i -> new Case(table.get("names").get(i).asString(), columns, table.get("rows").get(i)))
        .filter(c -> c.role() != Role.ORGANISATION)
        .toList();
  }

  /** One row, with people and a record of its own. */
  private static final class Case {
    private final String name;
    private final List<String> columns;
    private final JsonNode row;
    private final Person patient = Person.any();
    private final Person actor;
    private final Bytes32 salt = Hospital.random();
    private final RecordId record;

    Case(String name, List<String> columns, JsonNode row) {
      this.name = name;
      this.columns = columns;
      this.row = row;
      this.actor = is("actorIsPatient") ? patient : Person.any();
      this.record = Hospital.recordOf(author(), salt);
    }

    void addFrames(List<List<Bytes32>> frames) {
      frames.add(hospital.enrolFrame(patient, Role.PATIENT));
      if (role() == Role.REGISTRAR) {
        hospital.deployment.appointRegistrar(
            hospital.organisation, actor.key().point(), SigningKey.generate().point());
      } else if (!is("actorIsPatient")) {
        frames.add(hospital.enrolFrame(actor, role()));
      }
      if (is("actorIsAuthor")) {
        frames.add(consent(RecordId.ZERO, actor.id(), 1, contribute()));
      }
      frames.add(
          hospital.register(author(), patient, salt).frame(hospital.registry, author().key()));
      if (is("actorIsAuthor")) {
        frames.add(consent(RecordId.ZERO, actor.id(), 2, withdrawn()));
      }
      addEntry(frames, "record-person", record, actor.id());
      addEntry(frames, "record-organisation", record, hospital.organisation);
      addEntry(frames, "all-person", RecordId.ZERO, actor.id());
      addEntry(frames, "all-organisation", RecordId.ZERO, hospital.organisation);
      if (number("status") != 1) {
        frames.add(hospital.statusFrame(actor, (int) number("status"), 1));
      }
    }

    void check() {
      Optional<Purpose> purpose = Numbered.find(Purpose.class, number("purpose"));
      RegistryState.Decision decision =
          hospital.contract.isPermitted(
              patient.id(),
              actor.id(),
              is("oneRecord") ? record : RecordId.ZERO,
              Numbered.of(Permission.class, number("permission")),
              purpose,
              number("time"));

      assertThat(decision)
          .as(name)
          .isEqualTo(
              new RegistryState.Decision(
                  is("permitted"), Numbered.find(Basis.class, number("basis"))));
    }

    Role role() {
      return Numbered.of(Role.class, number("role"));
    }

    private void addEntry(List<List<Bytes32>> frames, String entry, RecordId on, Id grantee) {
      if (number(entry + ".permissions") == 0) {
        return;
      }
      frames.add(
          consent(
              on,
              grantee,
              3,
              List.of(
                  number(entry + ".roles"),
                  number(entry + ".permissions"),
                  number(entry + ".purposes"),
                  number(entry + ".effect"),
                  number(entry + ".notBefore"),
                  number(entry + ".notAfter"))));
    }

    private static List<Long> contribute() {
      return List.of(2L, 2L, 2L, (long) Effect.ALLOW.number(), 0L, Hospital.NO_END);
    }

    private static List<Long> withdrawn() {
      return List.of(0L, 2L, 0L, (long) Effect.NONE.number(), 0L, Hospital.NO_END);
    }

    private List<Bytes32> consent(RecordId on, Id grantee, long sequence, List<Long> words) {
      return Operation.of(
              Kind.CONSENT,
              patient.id(),
              patient.id(),
              on,
              grantee,
              words.get(0),
              words.get(1),
              words.get(2),
              words.get(3),
              words.get(4),
              words.get(5),
              sequence,
              hospital.later())
          .frame(hospital.registry, patient.key());
    }

    private Person author() {
      return is("actorIsAuthor") ? actor : patient;
    }

    private boolean is(String column) {
      return number(column) == 1;
    }

    private long number(String column) {
      return row.get(columns.indexOf(column)).asLong();
    }
  }
}
