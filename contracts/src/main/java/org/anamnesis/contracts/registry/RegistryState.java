package org.anamnesis.contracts.registry;

import java.util.Optional;
import org.anamnesis.protocol.code.Basis;
import org.anamnesis.protocol.code.Effect;
import org.anamnesis.protocol.code.ParticipantStatus;
import org.anamnesis.protocol.code.Permissions;
import org.anamnesis.protocol.code.Purposes;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.code.Roles;
import org.anamnesis.protocol.code.StoreStatus;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.OrganisationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.StoreId;
import org.anamnesis.protocol.key.PublicPoint;

/**
 * What the registry's views answer. Times are Unix seconds; a {@code long} that is u64 on the chain
 * is unsigned, so that -1 is 2⁶⁴−1.
 */
public final class RegistryState {
  private RegistryState() {}

  /**
   * A participant.
   *
   * @param sequence of the last STATUS, 0 after ENROL
   */
  public record Participant(
      OrganisationId organisation,
      Role role,
      ParticipantStatus status,
      long sequence,
      PublicPoint signingKey) {}

  /**
   * The head of a record.
   *
   * @param version from 1 on
   * @param time of the block that registered this version
   */
  public record Head(
      Hash contentHash,
      ParticipantId patient,
      ParticipantId author,
      StoreId store,
      long version,
      int suite,
      long time) {}

  /** A consent entry; times past 2⁵⁶−2 read as 2⁶⁴−1. */
  public record Consent(
      Roles roles,
      Permissions permissions,
      Purposes purposes,
      Effect effect,
      long notBefore,
      long notAfter,
      long sequence) {}

  /** A record service and the key of its acceptances. */
  public record Store(
      OrganisationId organisation, PublicPoint signingKey, StoreStatus status, long sequence) {}

  /**
   * An account that applies batches, or did.
   *
   * @param nextBatch the only batch number that it may send next
   */
  public record Relayer(OrganisationId organisation, boolean accredited, long nextBatch) {}

  /**
   * Whether somebody may.
   *
   * @param basis why, empty if not
   */
  public record Decision(boolean permitted, Optional<Basis> basis) {}
}
