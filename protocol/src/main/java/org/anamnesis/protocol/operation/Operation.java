package org.anamnesis.protocol.operation;

import org.anamnesis.protocol.code.Basis;
import org.anamnesis.protocol.code.Effect;
import org.anamnesis.protocol.code.ParticipantStatus;
import org.anamnesis.protocol.code.Permissions;
import org.anamnesis.protocol.code.Purpose;
import org.anamnesis.protocol.code.Purposes;
import org.anamnesis.protocol.code.ReviewOutcome;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.code.Roles;
import org.anamnesis.protocol.code.StoreStatus;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.OrganisationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.id.StoreId;
import org.anamnesis.protocol.key.PublicPoint;
import org.anamnesis.protocol.word.WordWriter;

/**
 * What a participant asks for, one record a kind, fields in the order of PROTOCOL.md section 2.
 * Times are Unix seconds; a u64 is a long taken as unsigned.
 */
public sealed interface Operation {
  /** The time that stands for "no end": 2⁶⁴−1. */
  long FOREVER = -1L;

  /** The kind. */
  Kind kind();

  /** Whose key signs (first). */
  ParticipantId signer();

  /**
   * When the contract stops to accept it; {@link #FOREVER} for SESSION and ACCESS, which have no
   * such field.
   */
  default long validUntil() {
    return FOREVER;
  }

  /**
   * Composes the message for a registry.
   *
   * @throws MalformedOperation if a field is zero that must not be, or fields do not agree
   */
  default Message message(Registry registry) {
    return Message.compose(this, registry);
  }

  /** Signs in at a gateway whose origin hashes to {@code origin}. */
  record Session(ParticipantId participant, Hash origin, Hash nonce, long time)
      implements Operation {
    @Override
    public Kind kind() {
      return Kind.SESSION;
    }

    @Override
    public ParticipantId signer() {
      return participant;
    }
  }

  /** Enters a participant with their first keys. */
  record Enrol(
      ParticipantId registrar,
      ParticipantId participant,
      PublicPoint signing,
      PublicPoint encryption,
      Role role,
      OrganisationId organisation,
      Hash certificate,
      long validUntil)
      implements Operation {
    /** Whether the participant's id is that of the signing key, as the contract asks. */
    public boolean hasMatchingId() {
      return signing.participant().equals(participant);
    }

    @Override
    public Kind kind() {
      return Kind.ENROL;
    }

    @Override
    public ParticipantId signer() {
      return registrar;
    }
  }

  /** Changes a participant's keys. */
  record Rotate(
      ParticipantId signer,
      ParticipantId participant,
      PublicPoint signing,
      PublicPoint encryption,
      long sequence,
      long validUntil)
      implements Operation {
    @Override
    public Kind kind() {
      return Kind.ROTATE;
    }
  }

  /** Sets a participant's status. */
  record Status(
      ParticipantId registrar,
      ParticipantId participant,
      ParticipantStatus status,
      long sequence,
      Hash reason,
      long validUntil)
      implements Operation {
    @Override
    public Kind kind() {
      return Kind.STATUS;
    }

    @Override
    public ParticipantId signer() {
      return registrar;
    }
  }

  /** Anchors a version of a record. */
  record Register(
      ParticipantId author,
      RecordId record,
      Hash salt,
      long version,
      ParticipantId patient,
      StoreId store,
      int suite,
      Hash content,
      long sealedLength,
      Hash previousContent,
      Hash metadata,
      Hash keyCommitment,
      long validUntil)
      implements Operation {
    /** The id of a record that an author begins with a random salt. */
    public static RecordId recordId(ParticipantId author, Hash salt) {
      return new RecordId(new WordWriter().id(author).id(salt).sha256().value());
    }

    /** Whether the record's id is that of author and salt, as the contract asks of version 1. */
    public boolean hasMatchingId() {
      return recordId(author, salt).equals(record);
    }

    @Override
    public Kind kind() {
      return Kind.REGISTER;
    }

    @Override
    public ParticipantId signer() {
      return author;
    }
  }

  /**
   * Says what a grantee, a person or an organisation, may. A record of zeros means all of the
   * patient's.
   */
  record Consent(
      ParticipantId signer,
      ParticipantId patient,
      RecordId record,
      Hash grantee,
      Roles roles,
      Permissions permissions,
      Purposes purposes,
      Effect effect,
      long notBefore,
      long notAfter,
      long sequence,
      long validUntil)
      implements Operation {
    @Override
    public Kind kind() {
      return Kind.CONSENT;
    }
  }

  /** Announces a read of a version, or of a patient's listing if record and version are zero. */
  record Access(
      ParticipantId actor,
      RecordId record,
      long version,
      ParticipantId patient,
      Purpose purpose,
      Basis basis,
      Hash reason,
      StoreId store,
      long time,
      Hash nonce)
      implements Operation {
    @Override
    public Kind kind() {
      return Kind.ACCESS;
    }

    @Override
    public ParticipantId signer() {
      return actor;
    }

    /** Whether it is for the listing of a patient. */
    public boolean isListing() {
      return record.isZero();
    }
  }

  /** Leaves a tombstone for a record. */
  record Erase(ParticipantId patient, RecordId record, long sequence, long validUntil)
      implements Operation {
    @Override
    public Kind kind() {
      return Kind.ERASE;
    }

    @Override
    public ParticipantId signer() {
      return patient;
    }
  }

  /** Judges a break-glass access. */
  record Review(
      ParticipantId reviewer,
      OperationId access,
      ReviewOutcome outcome,
      Hash reason,
      long time,
      long validUntil)
      implements Operation {
    @Override
    public Kind kind() {
      return Kind.REVIEW;
    }

    @Override
    public ParticipantId signer() {
      return reviewer;
    }
  }

  /** Enters a store and its acceptance key. */
  record Store(
      ParticipantId registrar,
      StoreId store,
      OrganisationId organisation,
      PublicPoint signing,
      StoreStatus status,
      long sequence,
      long validUntil)
      implements Operation {
    @Override
    public Kind kind() {
      return Kind.STORE;
    }

    @Override
    public ParticipantId signer() {
      return registrar;
    }
  }

  /** Says what an auditor may query. */
  record Mandate(
      ParticipantId registrar,
      ParticipantId auditor,
      OrganisationId organisation,
      long notBefore,
      long notAfter,
      long sequence,
      long validUntil)
      implements Operation {
    @Override
    public Kind kind() {
      return Kind.MANDATE;
    }

    @Override
    public ParticipantId signer() {
      return registrar;
    }
  }
}
