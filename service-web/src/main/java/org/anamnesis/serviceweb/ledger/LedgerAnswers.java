package org.anamnesis.serviceweb.ledger;

import java.math.BigInteger;
import java.util.Optional;
import org.anamnesis.protocol.code.Basis;
import org.anamnesis.protocol.code.Effect;
import org.anamnesis.protocol.code.Numbered;
import org.anamnesis.protocol.code.ParticipantStatus;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.code.StoreStatus;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.OrganisationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.id.StoreId;
import org.anamnesis.protocol.key.PublicPoint;

/** What the ledger service answers, as of the blocks that the answers name. */
public final class LedgerAnswers {
  private LedgerAnswers() {}

  /**
   * Who somebody is.
   *
   * @param keySequence of the last ROTATE in force, 0 after ENROL
   * @param block the last block that was indexed
   */
  public record Participant(
      ParticipantId participant,
      OrganisationId organisation,
      Role role,
      ParticipantStatus status,
      long keySequence,
      PublicPoint signingKey,
      PublicPoint encryptionKey,
      long block) {
    /** Whether they may act. */
    public boolean isActive() {
      return status == ParticipantStatus.ACTIVE;
    }
  }

  /**
   * Whether somebody may.
   *
   * @param basis number of the {@link Basis}, 0 if nothing permits
   * @param block the last block that was indexed
   * @param blockTime its time, Unix seconds
   */
  public record Permitted(boolean permitted, int basis, long block, long blockTime) {
    /** On what, empty if nothing permits. */
    public Optional<Basis> decidedBasis() {
      return Numbered.find(Basis.class, basis);
    }
  }

  /** The last anchored version of a record. */
  public record Head(
      RecordId record,
      long version,
      ParticipantId patient,
      ParticipantId author,
      StoreId store,
      int suite,
      Hash contentHash,
      BigInteger sealedLength,
      Hash metadataHash,
      Hash keyCommitment,
      OperationId operation,
      long block,
      String transaction,
      long time) {}

  /** Where an entry of consent stands; sequence 0 and no effect if there never was one. */
  public record ConsentState(BigInteger sequence, Effect effect) {}

  /**
   * How far the index is.
   *
   * @param block number of the last indexed block
   * @param time its time, Unix seconds
   */
  public record Index(long block, long time) {}

  /** A record service and the key of its acceptances. */
  public record Store(
      StoreId store,
      OrganisationId organisation,
      PublicPoint signingKey,
      StoreStatus status,
      BigInteger sequence) {}
}
