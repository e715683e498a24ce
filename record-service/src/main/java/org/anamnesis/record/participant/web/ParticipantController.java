package org.anamnesis.record.participant.web;

import org.anamnesis.protocol.id.Id;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.json.Octets;
import org.anamnesis.protocol.operation.Operation;
import org.anamnesis.protocol.operation.SignedOperation;
import org.anamnesis.record.operation.AcceptedAnswers;
import org.anamnesis.record.operation.AcceptedAnswers.AcceptedAnswer;
import org.anamnesis.record.participant.Certificates;
import org.anamnesis.record.participant.Professionals;
import org.anamnesis.record.participant.Registrars;
import org.anamnesis.serviceweb.page.Page;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;
import org.anamnesis.serviceweb.token.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Participants, their certificates, and stores. */
@RestController
class ParticipantController {
  private static final String PKIX_CERT = "application/pkix-cert";

  private final Registrars registrars;
  private final Certificates certificates;
  private final Professionals professionals;
  private final AcceptedAnswers answers;

  ParticipantController(
      Registrars registrars,
      Certificates certificates,
      Professionals professionals,
      AcceptedAnswers answers) {
    this.registrars = registrars;
    this.certificates = certificates;
    this.professionals = professionals;
    this.answers = answers;
  }

  /** An ENROL with the certificate whose hash it holds. */
  record EnrolRequest(SignedOperation operation, Octets certificate) {}

  /** A STATUS or STORE. */
  record OperationRequest(SignedOperation operation) {}

  @PostMapping(path = "/v1/participants", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<AcceptedAnswer> enrol(
      Caller caller,
      @RequestBody EnrolRequest request,
      @RequestParam(required = false) @Nullable String wait) {
    AcceptedAnswers.checkWait(wait);
    return answers.of(registrars.enrol(request.operation(), request.certificate(), caller), wait);
  }

  @PostMapping(path = "/v1/participants/{id}/status", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<AcceptedAnswer> status(
      Caller caller,
      @PathVariable ParticipantId id,
      @RequestBody OperationRequest request,
      @RequestParam(required = false) @Nullable String wait) {
    AcceptedAnswers.checkWait(wait);
    if (request.operation().operation() instanceof Operation.Status status) {
      requireSame(id, status.participant());
    }
    return answers.of(registrars.changeStatus(request.operation(), caller), wait);
  }

  @PostMapping(path = "/v1/stores", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<AcceptedAnswer> store(
      Caller caller,
      @RequestBody OperationRequest request,
      @RequestParam(required = false) @Nullable String wait) {
    AcceptedAnswers.checkWait(wait);
    return answers.of(registrars.enterStore(request.operation(), caller), wait);
  }

  /** For anybody signed in. */
  @GetMapping("/v1/participants")
  Page<Professionals.Found> professionals(@RequestParam String name) {
    return new Page<>(professionals.byName(name), null);
  }

  @GetMapping("/v1/participants/{id}/certificate")
  ResponseEntity<byte[]> certificate(Caller caller, @PathVariable ParticipantId id) {
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(PKIX_CERT))
        .header("Cache-Control", "no-store")
        .body(certificates.find(id, caller).bytes());
  }

  private static void requireSame(Id address, Id operation) {
    if (!address.equals(operation)) {
      throw new ProblemException(
          ProblemType.MALFORMED_REQUEST, "The operation names another than the address.");
    }
  }
}
