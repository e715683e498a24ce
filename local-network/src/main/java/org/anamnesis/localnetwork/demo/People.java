package org.anamnesis.localnetwork.demo;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.anamnesis.client.Anamnesis;
import org.anamnesis.client.enrolment.EnrolmentRequest;
import org.anamnesis.client.enrolment.Enrolments;
import org.anamnesis.client.keys.KeyFile;
import org.anamnesis.client.keys.ParticipantKeys;
import org.anamnesis.client.keys.Passphrase;
import org.anamnesis.client.keys.Subject;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.network.NetworkFile;

/** Makes people with fresh keys and has the network's registrar enrol them. */
public final class People implements AutoCloseable {
  /** How long an operation may take to the chain. */
  public static final Duration PATIENCE = Duration.ofMinutes(3);

  private final NetworkFile network;
  private final Optional<URI> chain;
  private final Path state;
  private final Anamnesis registrar;
  private final List<Anamnesis> everybody = new ArrayList<>();
  private final List<OperationId> enrolments = new ArrayList<>();

  /**
   * Signs in as the registrar.
   *
   * @param chain the node that clients check against; empty for the gateway's read-only RPC
   * @param keys where the registrar's keys lie
   * @param state where clients keep interrupted uploads
   */
  public People(NetworkFile network, Optional<URI> chain, Path keys, Path state) {
    this.network = network;
    this.chain = chain;
    this.state = state;
    this.registrar = open(registrarKeys(keys));
  }

  /** Who enrols them. */
  public Anamnesis registrar() {
    return registrar;
  }

  /** A new patient, whose enrolment is accepted. */
  public Anamnesis patient() {
    return enrol(Role.PATIENT, new Subject.Patient());
  }

  /** A new professional of the first organisation, whose enrolment is accepted. */
  public Anamnesis professional(Role role, String name) {
    String organisation = network.organisations().getFirst().name();
    return enrol(
        role,
        new Subject.Professional(
            name, role.name().toLowerCase(java.util.Locale.ROOT), organisation));
  }

  /** Waits until the chain has all of them. */
  public void awaitEnrolled() {
    for (OperationId enrolment : enrolments) {
      registrar.operations().awaitAnchored(enrolment, PATIENCE);
    }
    enrolments.clear();
  }

  @Override
  public void close() {
    everybody.forEach(Anamnesis::close);
  }

  private Anamnesis enrol(Role role, Subject subject) {
    ParticipantKeys keys = ParticipantKeys.generate(subject, Clock.systemUTC());
    NetworkFile.Registrar pinned = network.registrars().getFirst();
    EnrolmentRequest request =
        Enrolments.request(
            keys,
            role,
            pinned.organisation(),
            pinned.participant(),
            network.operationsFor(),
            Clock.systemUTC());
    enrolments.add(
        Enrolments.countersign(
                request, registrar.keys(), network.operationsFor(), registrar.operations())
            .operation());
    return open(keys);
  }

  private Anamnesis open(ParticipantKeys keys) {
    Anamnesis.Builder builder = Anamnesis.at(network, keys, state);
    chain.ifPresent(builder::chain);
    Anamnesis client = builder.open();
    everybody.add(client);
    return client;
  }

  private static ParticipantKeys registrarKeys(Path keys) {
    try {
      String passphrase = Files.readString(keys.resolve("registrar.passphrase")).strip();
      return KeyFile.read(keys.resolve("registrar.p12"), new Passphrase(passphrase.toCharArray()));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(
          "The registrar's keys are not beside the network; the demo needs a local network.", e);
    }
  }
}
