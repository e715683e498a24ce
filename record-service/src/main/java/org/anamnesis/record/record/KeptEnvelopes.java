package org.anamnesis.record.record;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.anamnesis.protocol.envelope.Envelope;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.json.Octets;
import org.anamnesis.protocol.key.PublicPoint;
import org.anamnesis.protocol.key.Signature;
import org.anamnesis.record.operation.Directory;
import org.anamnesis.serviceweb.ledger.LedgerAnswers;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Wrapped data keys of stored versions and of uploads. They are added and never replaced. */
@Component
public final class KeptEnvelopes {
  private static final int ENC = 65;

  private final JdbcClient jdbc;
  private final Directory directory;
  private final Registry registry;

  KeptEnvelopes(JdbcClient jdbc, Directory directory, Registry registry) {
    this.jdbc = jdbc;
    this.directory = directory;
    this.registry = registry;
  }

  /**
   * Refuses envelopes whose point is not on the curve, that their wrapper did not sign, or that are
   * for another key than their recipient's.
   *
   * @param wrapper who brings them
   */
  public void check(List<Envelope> given, LedgerAnswers.Participant wrapper) {
    Map<ParticipantId, LedgerAnswers.Participant> recipients = new HashMap<>();
    for (Envelope envelope : given) {
      check(envelope, wrapper);
      if (envelope.keySequence()
          != recipients.computeIfAbsent(envelope.recipient(), directory::require).keySequence()) {
        throw new ProblemException(
            ProblemType.MALFORMED_ENVELOPE,
            "An envelope is for another key than the one that its recipient has.");
      }
    }
  }

  private void check(Envelope envelope, LedgerAnswers.Participant wrapper) {
    byte[] enc = java.util.Arrays.copyOf(envelope.envelope().bytes(), ENC);
    try {
      PublicPoint.parse(enc);
    } catch (IllegalArgumentException notAPoint) {
      throw new ProblemException(
          ProblemType.MALFORMED_ENVELOPE,
          "An envelope does not begin with a point of P-256.",
          notAPoint);
    }
    if (!envelope.wrapper().equals(wrapper.participant())
        || !envelope.isSignedBy(wrapper.signingKey(), registry)) {
      throw new ProblemException(
          ProblemType.MALFORMED_ENVELOPE,
          "An envelope is not signed by who brings it, for this version and recipient.");
    }
  }

  /**
   * Adds envelopes of a version, in the caller's transaction. Where the wrapper has given the
   * recipient one for this key before, that one stays: it holds the same data key, which both of
   * them check against the chain.
   */
  public void add(OperationId version, List<Envelope> envelopes) {
    for (Envelope envelope : envelopes) {
      jdbc.sql(
              """
              INSERT INTO records.envelope
              VALUES (:operation, :recipient, :sequence, :envelope, :wrapper, :signature)
              ON CONFLICT DO NOTHING
              """)
          .param("operation", version.bytes())
          .param("recipient", envelope.recipient().bytes())
          .param("sequence", envelope.keySequence())
          .param("envelope", envelope.envelope().bytes())
          .param("wrapper", envelope.wrapper().bytes())
          .param("signature", envelope.signature().octets())
          .update();
    }
  }

  /**
   * A recipient's envelope of a version, for their newest key that has one; of several the one that
   * the patient wrapped, or else the author.
   */
  public Optional<Envelope> of(SealedVersion version, ParticipantId recipient) {
    return jdbc.sql(
            """
            SELECT e.*, v.record, v.version FROM records.envelope e
            JOIN records.sealed_version v USING (operation)
            WHERE e.operation = :operation AND e.recipient = :recipient
            ORDER BY e.key_sequence DESC, e.wrapper = v.patient DESC, e.wrapper = v.author DESC LIMIT 1
            """)
        .param("operation", version.operation().bytes())
        .param("recipient", recipient.bytes())
        .query((row, index) ->
            new Envelope(
                RecordId.of(row.getBytes("record")),
                row.getLong("version"),
                ParticipantId.of(row.getBytes("recipient")),
                row.getLong("key_sequence"),
                Octets.of(row.getBytes("envelope")),
                ParticipantId.of(row.getBytes("wrapper")),
                Signature.of(row.getBytes("signature"))))
        .optional();
  }
}
