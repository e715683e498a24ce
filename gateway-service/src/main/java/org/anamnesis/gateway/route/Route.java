package org.anamnesis.gateway.route;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;

/**
 * Addresses of one pattern, the methods that are served there, and by which service. What is not in
 * {@link #TABLE} is not passed on.
 */
record Route(String pattern, Service service, Set<HttpMethod> methods) {
  /** {@code docs/http-api.md}, Record service and Ledger service. */
  static final List<Route> TABLE =
      List.of(
          record("/v1/participants", GET, POST),
          record("/v1/participants/{id}/certificate", GET),
          record("/v1/participants/{id}/status", POST),
          record("/v1/stores", POST),
          record("/v1/records", GET, POST),
          record("/v1/uploads/{operation}", GET, HEAD, PUT),
          record("/v1/operations/{id}", GET),
          record("/v1/patients/{id}/listing", POST),
          record("/v1/records/{id}/envelopes", GET),
          record("/v1/consents", POST),
          record("/v1/records/{id}/versions/{version}/envelopes", PUT),
          record("/v1/records/{id}/access", POST),
          record("/v1/records/{id}/versions/{version}/content", GET, HEAD),
          record("/v1/records/{id}/versions/{version}/presigned-url", GET),
          ledger("/v1/participants/{id}", GET),
          ledger("/v1/records/{id}/head", GET),
          ledger("/v1/patients/{id}/consents", GET),
          ledger("/v1/patients/{id}/recipients", GET),
          ledger("/v1/audit", GET));

  private static Route record(String pattern, HttpMethod... methods) {
    return new Route(pattern, Service.RECORD, Set.of(methods));
  }

  private static Route ledger(String pattern, HttpMethod... methods) {
    return new Route(pattern, Service.LEDGER, Set.of(methods));
  }
}
