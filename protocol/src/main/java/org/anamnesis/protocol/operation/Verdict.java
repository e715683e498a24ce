package org.anamnesis.protocol.operation;

import java.util.Optional;
import org.anamnesis.protocol.code.Basis;
import org.anamnesis.protocol.code.Numbered;
import org.anamnesis.protocol.code.ParticipantStatus;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.id.Bytes32;

/**
 * What the contract itself found about an access, at the block that holds it (PROTOCOL.md section
 * 3).
 *
 * @param permitted whether the consent then in force permits it
 * @param basis on what, empty if nothing permits
 * @param role the actor's role
 * @param currentKey whether the actor's current key signed, not an earlier one
 * @param status the actor's status
 */
public record Verdict(
    boolean permitted,
    Optional<Basis> basis,
    Role role,
    boolean currentKey,
    ParticipantStatus status) {
  /**
   * Reads the event's word; a number that a table does not have is an {@link
   * IllegalArgumentException}.
   */
  public static Verdict of(Bytes32 word) {
    byte[] octets = word.bytes();
    return new Verdict(
        octets[31] == 1,
        Numbered.find(Basis.class, octets[30]),
        Numbered.of(Role.class, octets[29]),
        octets[28] == 1,
        Numbered.of(ParticipantStatus.class, octets[27]));
  }
}
