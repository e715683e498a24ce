package org.anamnesis.serviceweb.problem;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every problem type of the HTTP interface ({@code docs/http-api.md}), with its status and title.
 * The wire name is the constant's name in lower case with hyphens; it never changes.
 */
public enum ProblemType {
  MALFORMED_REQUEST(400, "The request cannot be read"),
  BODY_LENGTH_MISMATCH(400, "The body is shorter or longer than announced"),

  UNAUTHENTICATED(401, "A valid token is needed"),
  SIGN_IN_REFUSED(401, "Signing in was refused"),
  TICKET_REQUIRED(401, "A ticket is needed"),

  FORBIDDEN(403, "Not allowed"),
  SIGNER_MISMATCH(403, "The signer is not the caller"),
  PARTICIPANT_NOT_ACTIVE(403, "The participant is not active"),
  NOT_PERMITTED(403, "The patient's consent does not permit this"),
  TICKET_FOREIGN(403, "The ticket belongs to another reader, record or session"),

  NOT_FOUND(404, "There is nothing here"),
  UNKNOWN_RECORD(404, "No such record"),
  UNKNOWN_UPLOAD(404, "No such upload"),
  UNKNOWN_OPERATION(404, "No such operation"),
  UNKNOWN_PARTICIPANT(404, "No such participant"),

  METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
  NOT_ACCEPTABLE(406, "No acceptable media type"),
  REQUEST_TOO_LARGE(413, "The request is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "The media type is not supported"),

  OPERATION_CONFLICT(409, "Another operation stands in the way"),
  RECORD_NOT_ANCHORED(409, "The record is not anchored yet"),
  STALE_SEQUENCE(409, "The sequence is not greater than the last one"),
  STORE_CLOSED(409, "The store is closed"),
  VERSION_CONFLICT(409, "The version is not the next one"),
  UPLOAD_OFFSET_MISMATCH(409, "The upload goes on at another offset"),
  UPLOAD_IN_PROGRESS(409, "The upload is being written by another request"),

  TICKET_EXPIRED(410, "The ticket has expired"),
  UPLOAD_EXPIRED(410, "The upload has expired"),

  RANGE_NOT_SATISFIABLE(416, "The range cannot be satisfied"),

  MALFORMED_OPERATION(422, "The operation cannot be read"),
  WRONG_KIND(422, "The operation is of another kind"),
  WRONG_NETWORK(422, "The operation is for another network"),
  UNKNOWN_SIGNER(422, "The signer is not enrolled"),
  BAD_SIGNATURE(422, "A signature does not verify"),
  OPERATION_EXPIRED(422, "The operation has expired"),
  OPERATION_REJECTED(422, "The operation was rejected"),
  OPERATION_REPLAYED(422, "The operation was used before"),
  CLOCK_SKEW(422, "The time is too far from the server's"),
  RECORD_ID_MISMATCH(422, "The record id is not its author's"),
  WRONG_PATIENT(422, "The record is another patient's"),
  WRONG_STORE(422, "The operation is for another store"),
  WRONG_BASIS(422, "The basis does not hold"),
  UNSUPPORTED_VERSION(422, "This version is not supported"),
  METADATA_MISMATCH(422, "The metadata is not what was signed"),
  MISSING_ENVELOPE(422, "An envelope is missing"),
  MALFORMED_ENVELOPE(422, "An envelope is malformed"),
  CONTENT_MISMATCH(422, "The content is not what was signed"),
  CERTIFICATE_MISMATCH(422, "The certificate is not what was signed"),
  NOT_SERVED(422, "This is not served"),

  TOO_MANY_REQUESTS(429, "Too many requests"),

  INDEX_BEHIND(503, "The index is behind the chain"),
  BACKLOG_FULL(503, "Too much is waiting for the chain"),
  RELEASES_STOPPED(503, "Reading is stopped for now"),
  STORE_UNAVAILABLE(503, "The object store cannot be reached"),
  DATABASE_UNAVAILABLE(503, "The database cannot be reached"),
  LEDGER_UNAVAILABLE(503, "The ledger service cannot be reached"),
  CHAIN_UNAVAILABLE(503, "The chain cannot be reached"),
  SERVICE_UNAVAILABLE(503, "The service cannot be reached"),

  INTERNAL_ERROR(500, "Something went wrong on our side");

  private static final String PREFIX = "urn:anamnesis:problem:";
  private static final Map<String, ProblemType> BY_URI =
      Arrays.stream(values())
          .collect(Collectors.toMap(t -> t.uri().toString(), Function.identity()));

  private final int status;
  private final String title;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** The type of a {@code urn:anamnesis:problem:…} URI, empty for a URI that is none of ours. */
  public static Optional<ProblemType> ofUri(String uri) {
    return Optional.ofNullable(BY_URI.get(uri));
  }

  /** The HTTP status that always goes with this type. */
  public int status() {
    return status;
  }

  /** A short title that is the same for every occurrence. */
  public String title() {
    return title;
  }

  /** The name of {@code docs/http-api.md}, such as {@code unknown-record}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The {@code type} member: {@code urn:anamnesis:problem:<name>}. */
  public URI uri() {
    return URI.create(PREFIX + wireName());
  }

  /** When a caller may try again if nobody knows better: 1 s for 429 and 503, else never. */
  Optional<Duration> usualRetryAfter() {
    return status == 429 || status == 503 ? Optional.of(Duration.ofSeconds(1)) : Optional.empty();
  }
}
