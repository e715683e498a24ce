package org.anamnesis.localnetwork.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.anamnesis.client.Anamnesis;
import org.anamnesis.client.consent.ConsentTerms;
import org.anamnesis.client.gateway.Gateway;
import org.anamnesis.client.gateway.ProblemException;
import org.anamnesis.client.operation.OperationStatus;
import org.anamnesis.client.record.NewRecord;
import org.anamnesis.client.record.RecordWriter;
import org.anamnesis.localnetwork.demo.People;
import org.anamnesis.protocol.code.Basis;
import org.anamnesis.protocol.code.Category;
import org.anamnesis.protocol.code.Effect;
import org.anamnesis.protocol.code.Permission;
import org.anamnesis.protocol.code.Permissions;
import org.anamnesis.protocol.code.Purpose;
import org.anamnesis.protocol.code.Purposes;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.operation.Operation;
import org.anamnesis.protocol.operation.SignedOperation;

/** A patient who writes, and a doctor who may read what the patient wrote. */
final class Ward implements AutoCloseable {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final People people;
  private final Anamnesis patient;
  private final Anamnesis doctor;
  private final Gateway gateway;
  private final Path work;

  Ward(BenchGround ground, Path work) {
    this.work = work;
    this.people =
        new People(
            ground.network(), Optional.of(ground.chain()), ground.keys(), work.resolve("state"));
    this.patient = people.patient();
    this.doctor = people.professional(Role.DOCTOR, "Berta Bench");
    people.awaitEnrolled();
    this.gateway =
        new Gateway(
            ground.network().gateways().getFirst(),
            ground.network().operationsFor(),
            doctor.keys().signing(),
            Clock.systemUTC());
    OperationStatus consent =
        patient
            .consents()
            .give(
                new ConsentTerms(
                    patient.keys().participant(),
                    doctor.keys().participant(),
                    RecordId.ZERO,
                    Permissions.of(Permission.READ),
                    Purposes.of(Purpose.TREAT),
                    Effect.ALLOW,
                    0,
                    Operation.FOREVER),
                wrapped -> {});
    patient.operations().awaitAnchored(consent.operation(), People.PATIENCE);
  }

  Anamnesis doctor() {
    return doctor;
  }

  /** A file of random octets. */
  Path document(String name, long octets) throws IOException {
    Path file = work.resolve(name);
    Random random = new Random(octets);
    byte[] buffer = new byte[1 << 20];
    try (var out = Files.newOutputStream(file)) {
      for (long left = octets; left > 0; left -= buffer.length) {
        random.nextBytes(buffer);
        out.write(buffer, 0, (int) Math.min(left, buffer.length));
      }
    }
    return file;
  }

  /** Puts a file as the patient's record; it is accepted, not anchored. */
  RecordWriter.Put put(Path file, RecordWriter.Progress progress) {
    return patient
        .records()
        .writer()
        .put(
            new NewRecord(
                file,
                patient.keys().participant(),
                Category.DOCUMENT,
                "bench",
                "Binary",
                List.of(),
                "application/octet-stream",
                1),
            progress);
  }

  /** Puts a file and waits until the doctor can read it. */
  RecordId record(Path file) {
    return anchored(put(file, RecordWriter.Progress.NONE));
  }

  /** Waits until the chain has a record. */
  RecordId anchored(RecordWriter.Put put) {
    patient.operations().awaitAnchored(put.operation().operation(), People.PATIENCE);
    return put.record();
  }

  /** A signed announcement that the doctor reads a record. */
  SignedOperation access(RecordId record) {
    byte[] nonce = new byte[32];
    RANDOM.nextBytes(nonce);
    return doctor
        .operations()
        .sign(
            new Operation.Access(
                doctor.keys().participant(),
                record,
                1,
                patient.keys().participant(),
                Purpose.TREAT,
                Basis.CONSENT,
                Hash.ZERO,
                doctor.network().stores().getFirst().id(),
                doctor.operations().now(),
                Hash.of(nonce)));
  }

  /** Announces a read; the ticket for the octets. */
  Ticket announce(SignedOperation access, RecordId record) {
    return gateway.post("/v1/records/" + record.hex() + "/access", access, Ticket.class);
  }

  /** The sealed octets, through gateway and record service. */
  InputStream sealed(RecordId record, Ticket ticket) {
    return gateway.stream(
        "/v1/records/" + record.hex() + "/versions/1/content",
        Map.of("Anamnesis-Ticket", ticket.ticket()));
  }

  /** Gets the sealed octets and throws them away; returns how many. */
  long drain(RecordId record, Ticket ticket) throws IOException {
    try (InputStream in = sealed(record, ticket)) {
      return DirectStore.drain(in);
    }
  }

  /** An address of the store's own, empty if the network gives out none. */
  Optional<URI> presigned(RecordId record, Ticket ticket) {
    try {
      return Optional.of(
          gateway
              .get(
                  "/v1/records/" + record.hex() + "/versions/1/presigned-url",
                  Map.of("Anamnesis-Ticket", ticket.ticket()),
                  Presigned.class)
              .url());
    } catch (ProblemException e) {
      if (e.problem().name().equals("not-served")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Opens one object to whoever has it; it shows itself to nobody. */
  private record Presigned(URI url, long expiresAt) {
    @Override
    public String toString() {
      return "Presigned[redacted]";
    }
  }

  /** What a ticket is good for; it shows itself to nobody. */
  record Ticket(String ticket) {
    @Override
    public String toString() {
      return "Ticket[redacted]";
    }
  }

  @Override
  public void close() {
    people.close();
  }
}
