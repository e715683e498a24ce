package org.anamnesis.serviceweb.json;

import java.util.List;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.key.Signature;
import org.anamnesis.protocol.operation.MalformedOperation;
import org.anamnesis.protocol.operation.Message;
import org.anamnesis.protocol.operation.SignedOperation;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;

/** Reads carried operations, with a problem for every way in which they can be none. */
final class Operations {
  private Operations() {}

  static SignedOperation read(byte[] message, List<Signature> signatures, Registry registry) {
    try {
      return new SignedOperation(Message.parse(message, registry), signatures);
    } catch (MalformedOperation malformed) {
      ProblemType type =
          switch (malformed.fault()) {
            case WRONG_REGISTRY -> ProblemType.WRONG_NETWORK;
            case WRONG_NUMBER_OF_WORDS, WRONG_DOMAIN, UNKNOWN_KIND, FIELD_OUT_OF_RANGE ->
                ProblemType.MALFORMED_OPERATION;
          };
      throw new ProblemException(
          type, "The operation was refused: " + malformed.getMessage() + ".");
    }
  }
}
