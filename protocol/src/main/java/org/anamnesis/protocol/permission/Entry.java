package org.anamnesis.protocol.permission;

import org.anamnesis.protocol.code.Effect;
import org.anamnesis.protocol.code.Permission;
import org.anamnesis.protocol.code.Permissions;
import org.anamnesis.protocol.code.Purposes;
import org.anamnesis.protocol.code.Roles;

/**
 * A consent entry: the last CONSENT of one patient, record and grantee. Times are Unix seconds,
 * unsigned.
 *
 * @param effect what it does when it decides
 * @param roles of an organisation's people; not asked for a person
 * @param permissions it is about
 * @param purposes of reading
 * @param notBefore inside
 * @param notAfter outside; 2⁶⁴−1 has no end
 */
public record Entry(
    Effect effect,
    Roles roles,
    Permissions permissions,
    Purposes purposes,
    long notBefore,
    long notAfter) {
  boolean carries(Question question) {
    return effect != Effect.NONE
        && Long.compareUnsigned(notBefore, question.time()) <= 0
        && Long.compareUnsigned(question.time(), notAfter) < 0
        && permissions.contains(question.permission())
        && (question.permission() != Permission.READ
            || question.purpose().filter(purposes::contains).isPresent());
  }
}
