package org.anamnesis.record.upload.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.record.operation.AcceptedAnswers;
import org.anamnesis.record.operation.AcceptedAnswers.AcceptedAnswer;
import org.anamnesis.record.upload.Reception;
import org.anamnesis.record.upload.Registration;
import org.anamnesis.record.upload.Upload;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;
import org.anamnesis.serviceweb.token.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Uploads of sealed content. */
@RestController
class UploadController {
  private static final String OFFSET = "Upload-Offset";

  private final Registration registration;
  private final Reception reception;
  private final AcceptedAnswers answers;

  UploadController(Registration registration, Reception reception, AcceptedAnswers answers) {
    this.registration = registration;
    this.reception = reception;
    this.answers = answers;
  }

  /** Where an upload that was begun stands. */
  record Progress(long offset, long length, long expiresAt) {}

  /** An upload that was begun. */
  record Begun(OperationId operation, Progress upload) {}

  /** Where an upload stands. */
  record Status(OperationId operation, long offset, long length, Upload.State state) {}

  @PostMapping(path = "/v1/records", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Begun> begin(Caller caller, @RequestBody Registration.Request request) {
    Upload upload = registration.begin(request, caller);
    return ResponseEntity.created(URI.create("/v1/uploads/" + upload.id().hex()))
        .body(
            new Begun(
                upload.id(), new Progress(upload.offset(), upload.length(), upload.expiresAt())));
  }

  @GetMapping("/v1/uploads/{operation}")
  ResponseEntity<Status> status(Caller caller, @PathVariable OperationId operation) {
    Upload upload = reception.find(operation, caller);
    return ResponseEntity.ok()
        .header(OFFSET, Long.toString(upload.offset()))
        .header("Cache-Control", "no-store")
        .body(new Status(upload.id(), upload.offset(), upload.length(), upload.state()));
  }

  /** Reads the body while it is stored; never more than a part of it is in memory. */
  @PutMapping(path = "/v1/uploads/{operation}", consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
  ResponseEntity<AcceptedAnswer> receive(
      Caller caller,
      @PathVariable OperationId operation,
      @RequestHeader(name = OFFSET, defaultValue = "0") long offset,
      @RequestParam(required = false) @Nullable String wait,
      HttpServletRequest request)
      throws IOException {
    AcceptedAnswers.checkWait(wait);
    if (offset < 0) {
      throw new ProblemException(
          ProblemType.MALFORMED_REQUEST, "The header Upload-Offset is a number from 0 on.");
    }
    var accepted =
        reception.receive(
            operation, caller, offset, request.getContentLengthLong(), request.getInputStream());
    return answers.of(accepted, wait);
  }
}
