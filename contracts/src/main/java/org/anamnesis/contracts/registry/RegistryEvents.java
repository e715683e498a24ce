package org.anamnesis.contracts.registry;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.anamnesis.contracts.chain.ChainLog;
import org.anamnesis.contracts.chain.Octets;
import org.anamnesis.contracts.wrapper.AnamnesisRegistry;
import org.anamnesis.protocol.code.Basis;
import org.anamnesis.protocol.code.Effect;
import org.anamnesis.protocol.code.ParticipantStatus;
import org.anamnesis.protocol.code.Permissions;
import org.anamnesis.protocol.code.Purpose;
import org.anamnesis.protocol.code.Purposes;
import org.anamnesis.protocol.code.RejectionReason;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.code.Roles;
import org.anamnesis.protocol.code.StoreStatus;
import org.anamnesis.protocol.id.Bytes32;
import org.anamnesis.protocol.id.EthereumAddress;
import org.anamnesis.protocol.id.OrganisationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.id.StoreId;
import org.anamnesis.protocol.operation.Verdict;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.datatypes.Event;

/** Turns the chain's logs into {@link RegistryEvent}s. */
public final class RegistryEvents {
  private static final Map<Bytes32, Function<EventWords, RegistryEvent>> DECODERS =
      Map.ofEntries(
          decoder(AnamnesisRegistry.ENROLLED_EVENT, RegistryEvents::enrolled),
          decoder(AnamnesisRegistry.STATUSCHANGED_EVENT, RegistryEvents::statusChanged),
          decoder(AnamnesisRegistry.STORECHANGED_EVENT, RegistryEvents::storeChanged),
          decoder(AnamnesisRegistry.REGISTERED_EVENT, RegistryEvents::registered),
          decoder(AnamnesisRegistry.CONSENTCHANGED_EVENT, RegistryEvents::consentChanged),
          decoder(AnamnesisRegistry.ACCESSED_EVENT, RegistryEvents::accessed),
          decoder(
              AnamnesisRegistry.OPERATIONREJECTED_EVENT,
              w -> new RegistryEvent.OperationRejected(w.operation(), w.in(RejectionReason.class))),
          decoder(
              AnamnesisRegistry.BATCHAPPLIED_EVENT,
              w -> new RegistryEvent.BatchApplied(w.indexedAddress(), w.number())),
          decoder(
              AnamnesisRegistry.ORGANISATIONADMITTED_EVENT,
              w -> new RegistryEvent.OrganisationAdmitted(new OrganisationId(w.indexed()))),
          decoder(AnamnesisRegistry.REGISTRARAPPOINTED_EVENT, RegistryEvents::registrarAppointed),
          decoder(
              AnamnesisRegistry.RELAYERACCREDITED_EVENT,
              w ->
                  new RegistryEvent.RelayerAccredited(
                      w.indexedAddress(), new OrganisationId(w.indexed()))),
          decoder(
              AnamnesisRegistry.RELAYERDISMISSED_EVENT,
              w -> new RegistryEvent.RelayerDismissed(w.indexedAddress())),
          decoder(
              AnamnesisRegistry.MEMBERADMITTED_EVENT,
              w -> new RegistryEvent.MemberAdmitted(w.indexedAddress())),
          decoder(
              AnamnesisRegistry.MEMBERDISMISSED_EVENT,
              w -> new RegistryEvent.MemberDismissed(w.indexedAddress())),
          decoder(
              AnamnesisRegistry.VOTED_EVENT,
              w -> new RegistryEvent.Voted(w.indexed(), w.indexedAddress())));

  private RegistryEvents() {}

  /**
   * Decodes a log, which is empty if another contract emitted it or the registry has no such event.
   *
   * @throws IllegalArgumentException if the words are not what the contract writes
   */
  public static Optional<RegistryEvent> decode(EthereumAddress registry, ChainLog log) {
    if (!log.emitter().equals(registry) || log.topics().isEmpty()) {
      return Optional.empty();
    }
    return Optional.ofNullable(DECODERS.get(log.topics().get(0)))
        .map(decode -> decode.apply(new EventWords(log)));
  }

  private static Map.Entry<Bytes32, Function<EventWords, RegistryEvent>> decoder(
      Event event, Function<EventWords, RegistryEvent> decode) {
    return Map.entry(Bytes32.of(Octets.parse(EventEncoder.encode(event)).bytes()), decode);
  }

  private static RegistryEvent enrolled(EventWords w) {
    return new RegistryEvent.Enrolled(
        w.operation(),
        new ParticipantId(w.indexed()),
        new OrganisationId(w.indexed()),
        w.participant(),
        w.in(Role.class),
        w.point(),
        w.point(),
        w.hash());
  }

  private static RegistryEvent statusChanged(EventWords w) {
    return new RegistryEvent.StatusChanged(
        w.operation(),
        new ParticipantId(w.indexed()),
        w.participant(),
        w.in(ParticipantStatus.class),
        w.number(),
        w.hash());
  }

  private static RegistryEvent storeChanged(EventWords w) {
    return new RegistryEvent.StoreChanged(
        w.operation(),
        new StoreId(w.indexed()),
        new OrganisationId(w.indexed()),
        w.participant(),
        w.point(),
        w.in(StoreStatus.class),
        w.number());
  }

  private static RegistryEvent registered(EventWords w) {
    return new RegistryEvent.Registered(
        w.operation(),
        new RecordId(w.indexed()),
        new ParticipantId(w.indexed()),
        w.participant(),
        w.store(),
        w.number(),
        (int) w.number(),
        w.hash(),
        w.number(),
        w.hash(),
        w.hash(),
        w.hash());
  }

  private static RegistryEvent consentChanged(EventWords w) {
    return new RegistryEvent.ConsentChanged(
        w.operation(),
        new ParticipantId(w.indexed()),
        w.indexed(),
        w.participant(),
        new RecordId(w.word()),
        new Roles(w.number()),
        new Permissions(w.number()),
        new Purposes(w.number()),
        w.in(Effect.class),
        w.number(),
        w.number(),
        w.number());
  }

  private static RegistryEvent accessed(EventWords w) {
    return new RegistryEvent.Accessed(
        w.operation(),
        new ParticipantId(w.indexed()),
        new ParticipantId(w.indexed()),
        new RecordId(w.word()),
        w.number(),
        w.in(Purpose.class),
        w.in(Basis.class),
        w.hash(),
        w.store(),
        w.number(),
        w.hash(),
        Verdict.of(w.word()));
  }

  private static RegistryEvent registrarAppointed(EventWords w) {
    return new RegistryEvent.RegistrarAppointed(
        new ParticipantId(w.indexed()), new OrganisationId(w.indexed()), w.point(), w.point());
  }
}
