package org.anamnesis.record.consent.web;

import java.util.List;
import org.anamnesis.protocol.envelope.Envelope;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.operation.SignedOperation;
import org.anamnesis.record.consent.AddedEnvelopes;
import org.anamnesis.record.consent.Decisions;
import org.anamnesis.record.operation.AcceptedAnswers;
import org.anamnesis.record.operation.AcceptedAnswers.AcceptedAnswer;
import org.anamnesis.serviceweb.token.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Consents, and envelopes for whom they name. */
@RestController
class ConsentController {
  private final Decisions decisions;
  private final AddedEnvelopes envelopes;
  private final AcceptedAnswers answers;

  ConsentController(Decisions decisions, AddedEnvelopes envelopes, AcceptedAnswers answers) {
    this.decisions = decisions;
    this.envelopes = envelopes;
    this.answers = answers;
  }

  /** A CONSENT, with the envelopes of the records in its scope. */
  record ConsentRequest(SignedOperation operation, List<Envelope> envelopes) {}

  /** Envelopes to add. */
  record EnvelopesRequest(List<Envelope> envelopes) {}

  @PostMapping(path = "/v1/consents", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<AcceptedAnswer> consent(
      Caller caller,
      @RequestBody ConsentRequest request,
      @RequestParam(required = false) @Nullable String wait) {
    AcceptedAnswers.checkWait(wait);
    return answers.of(decisions.accept(request.operation(), request.envelopes(), caller), wait);
  }

  @PutMapping(
      path = "/v1/records/{id}/versions/{n}/envelopes",
      consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Void> envelopes(
      Caller caller,
      @PathVariable RecordId id,
      @PathVariable("n") long number,
      @RequestBody EnvelopesRequest request) {
    envelopes.add(id, number, request.envelopes(), caller);
    return ResponseEntity.noContent().build();
  }
}
