package org.anamnesis.localnetwork.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.anamnesis.client.Anamnesis;
import org.anamnesis.localnetwork.demo.SyntheticHistories.History;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;

/**
 * Who takes part.
 *
 * @param stranger a doctor to whom nobody consents
 */
record Cast(
    Anamnesis doctor,
    Anamnesis nurse,
    Anamnesis stranger,
    Anamnesis auditor,
    List<Patient> patients) {
  /** A patient with their history and what the nurse put of it. */
  record Patient(Anamnesis client, History history, List<Put> puts) {
    ParticipantId id() {
      return client.keys().participant();
    }
  }

  /** A document that became a record. */
  record Put(RecordId record, OperationId registration, Path file) {}

  /** Enrols four professionals and a patient for each history. */
  static Cast enrol(People people, SyntheticHistories.Index index) {
    List<Patient> patients = new ArrayList<>();
    Cast cast =
        new Cast(
            people.professional(Role.DOCTOR, "Dora Demo"),
            people.professional(Role.NURSE, "Nils Demo"),
            people.professional(Role.DOCTOR, "Stella Demo"),
            people.professional(Role.AUDITOR, "Ada Demo"),
            patients);
    for (History history : index.patients()) {
      patients.add(new Patient(people.patient(), history, new ArrayList<>()));
    }
    people.awaitEnrolled();
    return cast;
  }

  /** Everything that was put. */
  List<Put> puts() {
    return patients.stream().flatMap(patient -> patient.puts().stream()).toList();
  }

  /** What the trail calls somebody. */
  String name(ParticipantId id) {
    Map<ParticipantId, String> names =
        Map.of(
            doctor.keys().participant(), "doctor",
            nurse.keys().participant(), "nurse",
            stranger.keys().participant(), "stranger",
            auditor.keys().participant(), "auditor");
    return names.getOrDefault(id, "patient");
  }
}
