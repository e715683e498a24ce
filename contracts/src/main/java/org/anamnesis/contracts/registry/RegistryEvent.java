package org.anamnesis.contracts.registry;

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
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.OrganisationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.id.StoreId;
import org.anamnesis.protocol.key.PublicPoint;
import org.anamnesis.protocol.operation.Verdict;

/**
 * What the registry says happened (PROTOCOL.md section 4). Times are Unix seconds; a {@code long}
 * that was u64 on the chain is unsigned, so that -1 is 2⁶⁴−1.
 */
public sealed interface RegistryEvent {
  /** An event that an operation caused. */
  sealed interface OfOperation extends RegistryEvent {
    /** The operation; zero if its frame was too damaged to have an id. */
    OperationId id();
  }

  /** ENROL was applied. */
  record Enrolled(
      OperationId id,
      ParticipantId participant,
      OrganisationId organisation,
      ParticipantId registrar,
      Role role,
      PublicPoint signingKey,
      PublicPoint encryptionKey,
      Hash certificateHash)
      implements OfOperation {}

  /** STATUS was applied. */
  record StatusChanged(
      OperationId id,
      ParticipantId participant,
      ParticipantId registrar,
      ParticipantStatus status,
      long sequence,
      Hash reasonHash)
      implements OfOperation {}

  /** STORE was applied. */
  record StoreChanged(
      OperationId id,
      StoreId store,
      OrganisationId organisation,
      ParticipantId registrar,
      PublicPoint signingKey,
      StoreStatus status,
      long sequence)
      implements OfOperation {}

  /** REGISTER was applied: this is the record's head from now on. */
  record Registered(
      OperationId id,
      RecordId record,
      ParticipantId patient,
      ParticipantId author,
      StoreId store,
      long version,
      int suite,
      Hash contentHash,
      long sealedLength,
      Hash previousContentHash,
      Hash metadataHash,
      Hash keyCommitment)
      implements OfOperation {}

  /**
   * CONSENT was applied.
   *
   * @param grantee a participant or an organisation
   * @param record zero for all records
   */
  record ConsentChanged(
      OperationId id,
      ParticipantId patient,
      Bytes32 grantee,
      ParticipantId signer,
      RecordId record,
      Roles roles,
      Permissions permissions,
      Purposes purposes,
      Effect effect,
      long notBefore,
      long notAfter,
      long sequence)
      implements OfOperation {}

  /**
   * A read that its actor signed, with what the contract thinks of it.
   *
   * @param record zero for the listing of a patient
   */
  record Accessed(
      OperationId id,
      ParticipantId patient,
      ParticipantId actor,
      RecordId record,
      long version,
      Purpose purpose,
      Basis basis,
      Hash reasonHash,
      StoreId store,
      long time,
      Hash nonce,
      Verdict verdict)
      implements OfOperation {}

  /** An operation was not applied and changed nothing. */
  record OperationRejected(OperationId id, RejectionReason reason) implements OfOperation {}

  /** The last event of every batch. */
  record BatchApplied(EthereumAddress relayer, long batch) implements RegistryEvent {}

  /** The consortium let an organisation in. */
  record OrganisationAdmitted(OrganisationId organisation) implements RegistryEvent {}

  /** The consortium enrolled a registrar. */
  record RegistrarAppointed(
      ParticipantId participant,
      OrganisationId organisation,
      PublicPoint signingKey,
      PublicPoint encryptionKey)
      implements RegistryEvent {}

  /** The consortium let an account apply batches. */
  record RelayerAccredited(EthereumAddress relayer, OrganisationId organisation)
      implements RegistryEvent {}

  /** The consortium ended a relayer's right. */
  record RelayerDismissed(EthereumAddress relayer) implements RegistryEvent {}

  /** The consortium has a new member. */
  record MemberAdmitted(EthereumAddress member) implements RegistryEvent {}

  /** The consortium has a member less. */
  record MemberDismissed(EthereumAddress member) implements RegistryEvent {}

  /** A member voted for a motion. */
  record Voted(Bytes32 motion, EthereumAddress member) implements RegistryEvent {}
}
