/**
 * Makes the demo's patients, before any record exists: Synthea invents their lives, this package
 * splits each life into one FHIR R4 document Bundle an encounter. It runs as a process of its own,
 * because Synthea's libraries are older than the services'. What it leaves is a folder of plain
 * files that a nurse's client then seals and uploads.
 *
 * <h2>The folder</h2>
 *
 * <pre>
 * java -jar synthetic-patients.jar --patients 3 --seed 7 --out DIR [--json]
 *
 * DIR/index.json                                   written last: a folder without it is unfinished
 * DIR/patient-0001/0001-2003-01-06-amb.json        patient's number, document's number by start, day in UTC, encounter class
 * </pre>
 *
 * <p>{@code index.json} is one object in UTF-8. It holds no name of a person:
 *
 * <pre>
 * {"format": "anamnesis/synthetic-patients/v1",
 *  "generator": "Synthea v3.2.0-203-g995cf2fd3",   as release 3.3.0 calls itself
 *  "seed": 7,
 *  "patients": [
 *   {"folder": "patient-0001",
 *    "alive": true,                                at the end of 2025
 *    "documents": [
 *     {"file": "patient-0001/0001-2003-01-06-amb.json",   from DIR, always with '/'
 *      "title": "Well child visit (procedure)",           of the Composition
 *      "fhirType": "Bundle",
 *      "encounterClass": "AMB",                    HL7 v3 ActCode: AMB, EMER, IMP, HH, VR, …
 *      "date": "2003-01-06",                       the day on which the encounter started, UTC
 *      "start": "2003-01-06T23:54:20Z",            can be before 1970
 *      "category": "encounter",                    PROTOCOL.md's category 1: each document tells of one encounter
 *      "octets": 18342}]}]}                        size of the file
 * </pre>
 *
 * <h2>What a document holds</h2>
 *
 * <p>A Composition, the Patient, the Encounter, what Synthea recorded during it, and what these
 * refer to: practitioners with their roles, organisations, places, and a condition found at an
 * earlier encounter that is the reason for something at this one. That other encounter is named by
 * its identifier only, so every literal reference resolves inside the Bundle. A condition's state
 * is the one at the end of 2025, as Synthea exports no earlier one.
 *
 * <p>Left out are {@code Claim} and {@code ExplanationOfBenefit}, which are an insurer's papers and
 * not a clinician's, and {@code Provenance}, which speaks of the whole history as Synthea's export
 * and would be untrue of a part.
 *
 * <p>{@code --patients N} gives exactly N patients, some of whom may be dead: Synthea's habit of
 * adding a living patient for each dead one is off, since the record of a dead patient is as good
 * an input. The same seed and number give the same octets, also in another time zone. Nothing is
 * fetched from a network.
 */
@NullMarked
package org.anamnesis.syntheticpatients;

import org.jspecify.annotations.NullMarked;
