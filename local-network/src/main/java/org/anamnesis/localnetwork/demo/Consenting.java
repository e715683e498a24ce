package org.anamnesis.localnetwork.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.anamnesis.client.Anamnesis;
import org.anamnesis.client.consent.ConsentTerms;
import org.anamnesis.client.operation.OperationStatus;
import org.anamnesis.localnetwork.demo.Cast.Patient;
import org.anamnesis.protocol.code.Effect;
import org.anamnesis.protocol.code.Permission;
import org.anamnesis.protocol.code.Permissions;
import org.anamnesis.protocol.code.Purpose;
import org.anamnesis.protocol.code.Purposes;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.operation.Operation;

/** The patients' part: they say who may. */
final class Consenting {
  private Consenting() {}

  static void all(List<Patient> patients, Anamnesis grantee, Permission permission, Effect effect) {
    Map<Patient, OperationId> given = new LinkedHashMap<>();
    for (Patient patient : patients) {
      given.put(patient, give(patient, grantee, permission, effect).operation());
    }
    given.forEach((patient, consent) ->
        patient.client().operations().awaitAnchored(consent, People.PATIENCE));
  }

  static OperationStatus give(
      Patient patient, Anamnesis grantee, Permission permission, Effect effect) {
    return patient
        .client()
        .consents()
        .give(
            new ConsentTerms(
                patient.id(),
                grantee.keys().participant(),
                RecordId.ZERO,
                Permissions.of(permission),
                Purposes.of(Purpose.TREAT),
                effect,
                0,
                Operation.FOREVER),
            wrapped -> {});
  }
}
