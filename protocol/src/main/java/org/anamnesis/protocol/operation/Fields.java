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
import org.anamnesis.protocol.id.StoreId;
import org.anamnesis.protocol.word.WordWriter;

/** The fields of each kind in the order of PROTOCOL.md section 2, both ways. */
final class Fields {
  private Fields() {}

  static void write(Operation operation, WordWriter out) {
    out.id(operation.signer());
    switch (operation) {
      case Operation.Session o -> out.id(o.origin()).id(o.nonce()).u64(o.time());
      case Operation.Enrol o ->
          out.id(o.participant())
              .point(o.signing())
              .point(o.encryption())
              .number(o.role())
              .id(o.organisation())
              .id(o.certificate())
              .u64(o.validUntil());
      case Operation.Rotate o ->
          out.id(o.participant())
              .point(o.signing())
              .point(o.encryption())
              .u64(o.sequence())
              .u64(o.validUntil());
      case Operation.Status o ->
          out.id(o.participant())
              .number(o.status())
              .u64(o.sequence())
              .id(o.reason())
              .u64(o.validUntil());
      case Operation.Register o ->
          out.id(o.record())
              .id(o.salt())
              .u32(o.version())
              .id(o.patient())
              .id(o.store())
              .u8(o.suite())
              .id(o.content())
              .u64(o.sealedLength())
              .id(o.previousContent())
              .id(o.metadata())
              .id(o.keyCommitment())
              .u64(o.validUntil());
      case Operation.Consent o ->
          out.id(o.patient())
              .id(o.record())
              .id(o.grantee())
              .u32(o.roles().mask())
              .u8(o.permissions().mask())
              .u32(o.purposes().mask())
              .number(o.effect())
              .u64(o.notBefore())
              .u64(o.notAfter())
              .u64(o.sequence())
              .u64(o.validUntil());
      case Operation.Access o ->
          out.id(o.record())
              .u32(o.version())
              .id(o.patient())
              .number(o.purpose())
              .number(o.basis())
              .id(o.reason())
              .id(o.store())
              .u64(o.time())
              .id(o.nonce());
      case Operation.Erase o -> out.id(o.record()).u64(o.sequence()).u64(o.validUntil());
      case Operation.Review o ->
          out.id(o.access()).number(o.outcome()).id(o.reason()).u64(o.time()).u64(o.validUntil());
      case Operation.Store o ->
          out.id(o.store())
              .id(o.organisation())
              .point(o.signing())
              .number(o.status())
              .u64(o.sequence())
              .u64(o.validUntil());
      case Operation.Mandate o ->
          out.id(o.auditor())
              .id(o.organisation())
              .u64(o.notBefore())
              .u64(o.notAfter())
              .u64(o.sequence())
              .u64(o.validUntil());
    }
  }

  static Operation read(Kind kind, WordReader in) {
    ParticipantId signer = in.id(ParticipantId::new);
    return switch (kind) {
      case SESSION ->
          new Operation.Session(signer, in.id(Hash::new), in.id(Hash::new), in.u64("time"));
      case ENROL ->
          new Operation.Enrol(
              signer,
              in.id(ParticipantId::new),
              in.point("signing key"),
              in.point("encryption key"),
              in.number("role", Role.class),
              in.id(OrganisationId::new),
              in.id(Hash::new),
              in.u64("validUntil"));
      case ROTATE ->
          new Operation.Rotate(
              signer,
              in.id(ParticipantId::new),
              in.point("signing key"),
              in.point("encryption key"),
              in.u64("sequence"),
              in.u64("validUntil"));
      case STATUS ->
          new Operation.Status(
              signer,
              in.id(ParticipantId::new),
              in.number("status", ParticipantStatus.class),
              in.u64("sequence"),
              in.id(Hash::new),
              in.u64("validUntil"));
      case REGISTER -> register(signer, in);
      case CONSENT -> consent(signer, in);
      case ACCESS -> access(signer, in);
      case ERASE ->
          new Operation.Erase(
              signer, in.id(RecordId::new), in.u64("sequence"), in.u64("validUntil"));
      case REVIEW ->
          new Operation.Review(
              signer,
              in.id(OperationId::new),
              in.number("outcome", ReviewOutcome.class),
              in.id(Hash::new),
              in.u64("time"),
              in.u64("validUntil"));
      case STORE ->
          new Operation.Store(
              signer,
              in.id(StoreId::new),
              in.id(OrganisationId::new),
              in.point("service signing key"),
              in.number("status", StoreStatus.class),
              in.u64("sequence"),
              in.u64("validUntil"));
      case MANDATE ->
          new Operation.Mandate(
              signer,
              in.id(ParticipantId::new),
              in.id(OrganisationId::new),
              in.u64("notBefore"),
              in.u64("notAfter"),
              in.u64("sequence"),
              in.u64("validUntil"));
    };
  }

  private static Operation register(ParticipantId author, WordReader in) {
    return new Operation.Register(
        author,
        in.id(RecordId::new),
        in.id(Hash::new),
        in.u32("version"),
        in.id(ParticipantId::new),
        in.id(StoreId::new),
        in.u8("suite"),
        in.id(Hash::new),
        in.u64("sealed length"),
        in.id(Hash::new),
        in.id(Hash::new),
        in.id(Hash::new),
        in.u64("validUntil"));
  }

  private static Operation consent(ParticipantId signer, WordReader in) {
    return new Operation.Consent(
        signer,
        in.id(ParticipantId::new),
        in.id(RecordId::new),
        in.id(Hash::new),
        in.mask("roles", 32, Roles::new),
        in.mask("permissions", 8, Permissions::new),
        in.mask("purposes", 32, Purposes::new),
        in.number("effect", Effect.class),
        in.u64("notBefore"),
        in.u64("notAfter"),
        in.u64("sequence"),
        in.u64("validUntil"));
  }

  private static Operation access(ParticipantId actor, WordReader in) {
    return new Operation.Access(
        actor,
        in.id(RecordId::new),
        in.u32("version"),
        in.id(ParticipantId::new),
        in.number("purpose", Purpose.class),
        in.number("basis", Basis.class),
        in.id(Hash::new),
        in.id(StoreId::new),
        in.u64("time"),
        in.id(Hash::new));
  }
}
