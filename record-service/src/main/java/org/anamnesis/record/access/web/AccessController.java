package org.anamnesis.record.access.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.anamnesis.protocol.acceptance.Acceptance;
import org.anamnesis.protocol.code.Category;
import org.anamnesis.protocol.envelope.Envelope;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.json.Octets;
import org.anamnesis.protocol.operation.SignedOperation;
import org.anamnesis.record.access.Access;
import org.anamnesis.record.access.Accesses;
import org.anamnesis.record.access.ByteRange;
import org.anamnesis.record.access.Content;
import org.anamnesis.record.access.Listing;
import org.anamnesis.record.operation.Operations;
import org.anamnesis.record.record.ListedRecord;
import org.anamnesis.record.record.SealedVersion;
import org.anamnesis.record.store.PresignedUrl;
import org.anamnesis.serviceweb.page.PageRequest;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;
import org.anamnesis.serviceweb.stream.Pieces;
import org.anamnesis.serviceweb.token.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Reading. */
@RestController
class AccessController {
  private static final String NO_STORE = "no-store";

  private final Accesses accesses;
  private final Listing listing;
  private final Content content;
  private final Operations operations;

  AccessController(Accesses accesses, Listing listing, Content content, Operations operations) {
    this.accesses = accesses;
    this.listing = listing;
    this.content = content;
    this.operations = operations;
  }

  /** All that a reader needs besides the octets. */
  record AccessAnswer(
      OperationId operation,
      Acceptance acceptance,
      Octets ticket,
      long expiresAt,
      RecordId record,
      long version,
      long sealedLength,
      Hash contentHash,
      Octets segmentHashes,
      Category category,
      long time,
      Octets metadata,
      Envelope envelope) {}

  /** A page of a patient's records, and the acceptance of the access that opened it. */
  record ListingAnswer(
      OperationId operation,
      Acceptance acceptance,
      List<ListedRecord> items,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String next) {}

  @PostMapping(path = "/v1/records/{id}/access", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<AccessAnswer> access(
      Caller caller, @PathVariable RecordId id, @RequestBody SignedOperation signed) {
    Access.ToVersion access = accesses.toVersion(id, signed, caller);
    SealedVersion version = access.version();
    return ResponseEntity.ok()
        .header(HttpHeaders.CACHE_CONTROL, NO_STORE)
        .body(
            new AccessAnswer(
                access.operation().id(),
                operations.acceptanceOf(access.operation()),
                access.ticket(),
                access.expiresAt(),
                version.record(),
                version.version(),
                version.sealedLength(),
                version.contentHash(),
                Octets.of(access.segmentHashes().octets()),
                version.category(),
                version.time(),
                version.metadata(),
                access.envelope()));
  }

  @PostMapping(path = "/v1/patients/{id}/listing", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<ListingAnswer> listing(
      Caller caller,
      @PathVariable ParticipantId id,
      @RequestBody SignedOperation signed,
      PageRequest page) {
    Access.ToListing access = listing.of(id, signed, caller, page);
    return ResponseEntity.ok()
        .header(HttpHeaders.CACHE_CONTROL, NO_STORE)
        .body(
            new ListingAnswer(
                access.operation().id(),
                operations.acceptanceOf(access.operation()),
                access.items(),
                access.page().next()));
  }

  /** Streams octets from the object store; a failure on the way breaks the answer off. */
  @GetMapping("/v1/records/{id}/versions/{n}/content")
  void content(
      Caller caller,
      @PathVariable RecordId id,
      @PathVariable("n") long number,
      @RequestHeader(name = "Anamnesis-Ticket", required = false) @Nullable String ticket,
      @RequestHeader(name = HttpHeaders.RANGE, required = false) @Nullable String range,
      HttpServletResponse response)
      throws IOException {
    Content.Held held = content.held(ticket(ticket), id, number, caller);
    ByteRange run = range(range, held.version(), response);
    try (InputStream octets = content.open(held, run)) {
      response.setStatus(run.isPartial() ? 206 : 200);
      if (run.isPartial()) {
        response.setHeader(HttpHeaders.CONTENT_RANGE, run.contentRange());
      }
      response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
      response.setContentLengthLong(run.length());
      response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
      response.setHeader(HttpHeaders.CACHE_CONTROL, NO_STORE);
      OutputStream out = response.getOutputStream();
      if (Pieces.pass(octets, out) != run.length()) {
        throw new IOException(
            "operation " + held.version().operation() + ": its object is too short");
      }
      out.flush();
    }
  }

  /** An address of the store's own for the same octets, for one GET soon. */
  @GetMapping("/v1/records/{id}/versions/{n}/presigned-url")
  ResponseEntity<PresignedUrl> presignedUrl(
      Caller caller,
      @PathVariable RecordId id,
      @PathVariable("n") long number,
      @RequestHeader(name = "Anamnesis-Ticket", required = false) @Nullable String ticket) {
    Content.Held held = content.held(ticket(ticket), id, number, caller);
    return ResponseEntity.ok()
        .header(HttpHeaders.CACHE_CONTROL, NO_STORE)
        .body(content.presigned(held));
  }

  private static ByteRange range(
      @Nullable String header, SealedVersion version, HttpServletResponse response) {
    try {
      return ByteRange.parse(header, version.sealedLength());
    } catch (ProblemException unsatisfiable) {
      response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + version.sealedLength());
      throw unsatisfiable;
    }
  }

  private static Octets ticket(@Nullable String header) {
    if (header == null || header.isBlank()) {
      throw new ProblemException(
          ProblemType.TICKET_REQUIRED, "Content needs the header Anamnesis-Ticket.");
    }
    try {
      return Octets.parse(header);
    } catch (IllegalArgumentException misshapen) {
      throw new ProblemException(
          ProblemType.TICKET_FOREIGN, "The ticket is none of this store's.", misshapen);
    }
  }
}
