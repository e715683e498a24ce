package org.anamnesis.standin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.serviceweb.ledger.LedgerAnswers.Participant;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;
import org.anamnesis.serviceweb.token.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Behind the edge that every service has: tokens are checked for real. */
@SpringBootApplication(exclude = DataSourceAutoConfiguration.class)
@RestController
public class StandIn {
  /** Whom the stand-in for the ledger knows. */
  public static final Map<ParticipantId, Participant> ENROLLED = new ConcurrentHashMap<>();

  private static final int MIB = 1 << 20;
  private final String name;

  StandIn(@Value("${spring.application.name}") String name) {
    this.name = name;
  }

  /** What reached a service. */
  record Reached(
      String service,
      String method,
      String path,
      @Nullable String query,
      ParticipantId participant,
      String session,
      Map<String, List<String>> headers) {}

  /** Starts one on a free port, which trusts the gateway at an address. */
  public static ConfigurableApplicationContext start(String name, String gateway) {
    return new SpringApplication(StandIn.class)
        .run(
            "--server.port=0",
            "--spring.application.name=" + name,
            "--spring.flyway.enabled=false",
            "--management.endpoint.health.group.readiness.include=readinessState",
            "--anamnesis.tokens.issuer-keys[0].issuer=gateway-service",
            "--anamnesis.tokens.issuer-keys[0].key-set=" + gateway + "/.well-known/jwks.json");
  }

  @RequestMapping("/v1/**")
  Reached anything(Caller caller, HttpServletRequest request) {
    Map<String, List<String>> headers = new TreeMap<>();
    Collections.list(request.getHeaderNames())
        .forEach(header ->
            headers.put(
                header.toLowerCase(java.util.Locale.ROOT),
                Collections.list(request.getHeaders(header))));
    return new Reached(
        name,
        request.getMethod(),
        request.getRequestURI(),
        request.getQueryString(),
        caller.participant(),
        caller.session(),
        headers);
  }

  @GetMapping("/internal/participants/{id}")
  Participant participant(@PathVariable ParticipantId id) {
    Participant found = ENROLLED.get(id);
    if (found == null) {
      throw new ProblemException(ProblemType.UNKNOWN_PARTICIPANT, "Nobody.");
    }
    return found;
  }

  @PutMapping("/v1/uploads/{operation}")
  Map<String, Long> upload(
      HttpServletRequest request,
      @RequestHeader(name = "Upload-Offset", defaultValue = "0") long offset)
      throws IOException {
    if (offset != 0) {
      throw new ProblemException(
          ProblemType.UPLOAD_OFFSET_MISMATCH, "The upload goes on elsewhere.");
    }
    return Map.of("octets", request.getInputStream().transferTo(OutputStream.nullOutputStream()));
  }

  @GetMapping("/v1/records/{id}/versions/{mebibytes}/content")
  @Nullable ResponseEntity<Void> content(
      @PathVariable int mebibytes,
      @RequestHeader(name = "Range", required = false) @Nullable String range,
      HttpServletResponse response)
      throws IOException {
    if (range != null) {
      response.setStatus(206);
      response.setHeader("Content-Range", "bytes 0-3/" + (long) mebibytes * MIB);
    }
    long length = range != null ? 4 : (long) mebibytes * MIB;
    response.setContentType("application/octet-stream");
    response.setContentLengthLong(length);
    byte[] piece = new byte[64 * 1024];
    for (long left = length; left > 0; left -= piece.length) {
      response.getOutputStream().write(piece, 0, (int) Math.min(left, piece.length));
      if (mebibytes == 666 && left < length - MIB) {
        throw new IOException("the store broke off");
      }
    }
    return null;
  }
}
