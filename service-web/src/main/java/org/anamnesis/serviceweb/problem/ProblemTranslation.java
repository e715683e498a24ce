package org.anamnesis.serviceweb.problem;

import jakarta.validation.ConstraintViolationException;
import java.util.Map;
import java.util.Optional;
import org.anamnesis.protocol.operation.MalformedOperation;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Which problem a failure is. Nothing of a failure's own message is repeated to the caller. */
final class ProblemTranslation {
  private static final Map<Integer, ProblemType> BY_STATUS =
      Map.of(
          400, ProblemType.MALFORMED_REQUEST,
          401, ProblemType.UNAUTHENTICATED,
          403, ProblemType.FORBIDDEN,
          404, ProblemType.NOT_FOUND,
          405, ProblemType.METHOD_NOT_ALLOWED,
          406, ProblemType.NOT_ACCEPTABLE,
          413, ProblemType.REQUEST_TOO_LARGE,
          415, ProblemType.UNSUPPORTED_MEDIA_TYPE,
          429, ProblemType.TOO_MANY_REQUESTS,
          503, ProblemType.SERVICE_UNAVAILABLE);
  private static final int DEEPEST_CAUSE = 20;

  private ProblemTranslation() {}

  static ProblemException of(Throwable failure) {
    return cause(failure, ProblemException.class)
        .or(() -> cause(failure, MalformedOperation.class).map(ProblemTranslation::ofOperation))
        .or(() -> ofInput(failure))
        .or(() -> ofSecurity(failure))
        .or(() -> ofDatabase(failure))
        .or(() -> ofFramework(failure))
        .orElseGet(() -> internal(failure));
  }

  /** A problem for an answer of which nothing but the status is known. */
  static ProblemException ofStatus(int status) {
    ProblemType type =
        Optional.ofNullable(BY_STATUS.get(status))
            .orElse(
                status >= 400 && status < 500
                    ? ProblemType.MALFORMED_REQUEST
                    : ProblemType.INTERNAL_ERROR);
    return new ProblemException(type, sentence(type));
  }

  private static Optional<ProblemException> ofInput(Throwable failure) {
    return switch (failure) {
      case HttpMessageNotReadableException unreadable -> Optional.of(ofBody(unreadable));
      case MissingServletRequestParameterException missing ->
          malformed("The parameter " + missing.getParameterName() + " is missing.");
      case MissingRequestHeaderException missing ->
          malformed("The header " + missing.getHeaderName() + " is missing.");
      case TypeMismatchException mismatch ->
          malformed(
              mismatch.getPropertyName() == null
                  ? "A parameter has a value that cannot be read."
                  : "The parameter " + mismatch.getPropertyName() + " cannot be read.");
      case ConstraintViolationException violation ->
          malformed("A value in the request is out of its range.");
      case ServletRequestBindingException binding ->
          malformed("A parameter or header of the request is missing.");
      case RequestRejectedException rejected ->
          malformed("The request's address or headers hold characters that are refused.");
      default -> Optional.empty();
    };
  }

  private static ProblemException ofBody(HttpMessageNotReadableException unreadable) {
    if (cause(unreadable, StreamConstraintsException.class).isPresent()) {
      return new ProblemException(
          ProblemType.MALFORMED_REQUEST, "The JSON is nested too deeply or has too long a value.");
    }
    String where =
        cause(unreadable, JacksonException.class)
            .map(JacksonException::getLocation)
            .filter(location -> location.getLineNr() > 0)
            .map(at -> " at line " + at.getLineNr() + ", column " + at.getColumnNr())
            .orElse("");
    String what =
        cause(unreadable, UnrecognizedPropertyException.class).isPresent()
            ? "The JSON has an unknown property"
            : "The body is missing, is not valid JSON, or has a missing or misshapen value";
    return new ProblemException(ProblemType.MALFORMED_REQUEST, what + where + ".");
  }

  private static ProblemException ofOperation(MalformedOperation malformed) {
    ProblemType type =
        switch (malformed.fault()) {
          case WRONG_REGISTRY -> ProblemType.WRONG_NETWORK;
          case WRONG_NUMBER_OF_WORDS, WRONG_DOMAIN, UNKNOWN_KIND, FIELD_OUT_OF_RANGE ->
              ProblemType.MALFORMED_OPERATION;
        };
    return new ProblemException(type, "The operation was refused: " + malformed.getMessage() + ".");
  }

  private static Optional<ProblemException> ofSecurity(Throwable failure) {
    return switch (failure) {
      case AuthenticationServiceException unchecked ->
          Optional.of(
              new ProblemException(
                  ProblemType.SERVICE_UNAVAILABLE,
                  "The token cannot be checked now, because its issuer's keys cannot be read.",
                  unchecked));
      case AuthenticationException refused ->
          Optional.of(
              new ProblemException(
                  ProblemType.UNAUTHENTICATED, sentence(ProblemType.UNAUTHENTICATED)));
      case AccessDeniedException denied ->
          Optional.of(new ProblemException(ProblemType.FORBIDDEN, sentence(ProblemType.FORBIDDEN)));
      default -> Optional.empty();
    };
  }

  private static Optional<ProblemException> ofDatabase(Throwable failure) {
    boolean down =
        cause(failure, DataAccessResourceFailureException.class).isPresent()
            || cause(failure, CannotCreateTransactionException.class).isPresent()
            || cause(failure, QueryTimeoutException.class).isPresent();
    return down
        ? Optional.of(
            new ProblemException(
                ProblemType.DATABASE_UNAVAILABLE,
                "The service's database cannot be reached; nothing was changed.",
                failure))
        : Optional.empty();
  }

  private static Optional<ProblemException> ofFramework(Throwable failure) {
    if (failure instanceof HttpRequestMethodNotSupportedException method) {
      ProblemException problem = ofStatus(405);
      String[] supported = method.getSupportedMethods();
      return Optional.of(supported == null ? problem : problem.with("allowed", supported));
    }
    return failure instanceof ErrorResponse response
        ? Optional.of(response.getStatusCode().value())
            .filter(status -> status < 500 || status == 503)
            .map(ProblemTranslation::ofStatus)
        : Optional.empty();
  }

  private static Optional<ProblemException> malformed(String detail) {
    return Optional.of(new ProblemException(ProblemType.MALFORMED_REQUEST, detail));
  }

  private static ProblemException internal(Throwable failure) {
    return new ProblemException(
        ProblemType.INTERNAL_ERROR, sentence(ProblemType.INTERNAL_ERROR), failure);
  }

  private static String sentence(ProblemType type) {
    return switch (type) {
      case UNAUTHENTICATED ->
          "The request carries no token, or one that is malformed, expired, or not for this"
              + " service.";
      case FORBIDDEN -> "The caller may not do this.";
      case NOT_FOUND -> "There is nothing at this address.";
      case METHOD_NOT_ALLOWED -> "This address does not serve the method of the request.";
      case NOT_ACCEPTABLE -> "None of the media types that the request accepts is served here.";
      case REQUEST_TOO_LARGE -> "The request is larger than this address takes.";
      case UNSUPPORTED_MEDIA_TYPE -> "This address does not take the media type of the body.";
      case TOO_MANY_REQUESTS -> "There were too many requests; wait before the next one.";
      case SERVICE_UNAVAILABLE -> "The service cannot answer now; try again later.";
      case INTERNAL_ERROR ->
          "The service failed in a way that was not foreseen; the trace id helps to find out why.";
      default -> "The request cannot be read.";
    };
  }

  private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> wanted) {
    @Nullable Throwable at = failure;
    for (int depth = 0; at != null && depth < DEEPEST_CAUSE; depth++) {
      if (wanted.isInstance(at)) {
        return Optional.of(wanted.cast(at));
      }
      at = at.getCause();
    }
    return Optional.empty();
  }
}
