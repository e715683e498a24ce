package org.anamnesis.protocol.operation;

import java.util.ArrayList;
import java.util.List;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.key.PublicPoint;
import org.anamnesis.protocol.key.Signature;
import org.anamnesis.protocol.key.SigningKey;
import org.anamnesis.protocol.operation.MalformedOperation.Fault;

/**
 * A message with as many signatures as its kind has. That there are signatures does not mean that
 * they hold: ask {@link #isSignedBy}.
 *
 * @param message what is signed
 * @param signatures in the order of PROTOCOL.md section 2
 */
public record SignedOperation(Message message, List<Signature> signatures) {
  /** Refuses another number of signatures than the kind has with {@link MalformedOperation}. */
  public SignedOperation {
    signatures = List.copyOf(signatures);
    Kind kind = message.operation().kind();
    if (signatures.size() != kind.signatures()) {
      throw new MalformedOperation(
          Fault.WRONG_NUMBER_OF_WORDS,
          kind + " has " + kind.signatures() + " signatures, found " + signatures.size());
    }
  }

  /** Composes the message and signs it with each key in order. */
  public static SignedOperation sign(Operation operation, Registry registry, SigningKey... keys) {
    Message message = operation.message(registry);
    List<Signature> signatures = new ArrayList<>();
    for (SigningKey key : keys) {
      signatures.add(key.sign(message.octets()));
    }
    return new SignedOperation(message, signatures);
  }

  /** Its name. */
  public OperationId id() {
    return message.id();
  }

  /** What it asks for. */
  public Operation operation() {
    return message.operation();
  }

  /**
   * Whether the first signature is the signer's, whose key this is, and the second, where the kind
   * has one, the new signing key's.
   */
  public boolean isSignedBy(PublicPoint signer) {
    byte[] octets = message.octets();
    return signer.verifies(octets, signatures.get(0))
        && switch (operation()) {
          case Operation.Enrol enrol -> enrol.signing().verifies(octets, signatures.get(1));
          case Operation.Rotate rotate -> rotate.signing().verifies(octets, signatures.get(1));
          default -> true;
        };
  }
}
