package org.anamnesis.protocol.operation;

import org.anamnesis.protocol.code.Effect;
import org.anamnesis.protocol.id.Id;
import org.anamnesis.protocol.operation.MalformedOperation.Fault;

/**
 * What the types of the fields do not say: where zero is refused, and which fields must agree
 * (PROTOCOL.md section 2, "Fields in range"). The contract has the same table.
 */
final class Ranges {
  private static final int SUITE = 1;

  private Ranges() {}

  static void check(Operation operation) {
    notZero("signer", operation.signer());
    notZero("validUntil", operation.validUntil());
    switch (operation) {
      case Operation.Session o -> {
        notZero("origin hash", o.origin());
        notZero("nonce", o.nonce());
        notZero("time", o.time());
      }
      case Operation.Enrol o -> {
        notZero("participant", o.participant());
        notZero("organisation", o.organisation());
        notZero("certificate hash", o.certificate());
        require(!o.signing().equals(o.encryption()), "one key serves two uses");
      }
      case Operation.Rotate o -> {
        notZero("participant", o.participant());
        require(!o.signing().equals(o.encryption()), "one key serves two uses");
      }
      case Operation.Status o -> notZero("participant", o.participant());
      case Operation.Register o -> check(o);
      case Operation.Consent o -> check(o);
      case Operation.Access o -> check(o);
      case Operation.Erase o -> notZero("record", o.record());
      case Operation.Review o -> {
        notZero("access", o.access());
        notZero("time", o.time());
      }
      case Operation.Store o -> {
        notZero("store", o.store());
        notZero("organisation", o.organisation());
      }
      case Operation.Mandate o -> {
        notZero("auditor", o.auditor());
        notZero("organisation", o.organisation());
      }
    }
  }

  private static void check(Operation.Register register) {
    notZero("record", register.record());
    notZero("patient", register.patient());
    notZero("store", register.store());
    require(register.suite() == SUITE, "suite is not 1");
    notZero("content hash", register.content());
    notZero("sealed length", register.sealedLength());
    notZero("metadata hash", register.metadata());
    notZero("key commitment", register.keyCommitment());
  }

  private static void check(Operation.Consent consent) {
    notZero("patient", consent.patient());
    notZero("grantee", consent.grantee());
    require(!consent.permissions().isEmpty(), "permissions are empty");
    if (consent.effect() != Effect.NONE) {
      require(!consent.roles().isEmpty(), "roles are empty");
      require(!consent.purposes().isEmpty(), "purposes are empty");
    }
    require(
        Long.compareUnsigned(consent.notBefore(), consent.notAfter()) < 0,
        "notBefore is not before notAfter");
  }

  private static void check(Operation.Access access) {
    require(
        access.record().isZero() == (access.version() == 0),
        "version is zero with a listing, and only then");
    notZero("patient", access.patient());
    notZero("store", access.store());
    notZero("time", access.time());
    notZero("nonce", access.nonce());
  }

  private static void notZero(String field, Id value) {
    require(!value.isZero(), field + " is zero");
  }

  private static void notZero(String field, long value) {
    require(value != 0, field + " is zero");
  }

  private static void require(boolean condition, String fault) {
    if (!condition) {
      throw new MalformedOperation(Fault.FIELD_OUT_OF_RANGE, fault);
    }
  }
}
