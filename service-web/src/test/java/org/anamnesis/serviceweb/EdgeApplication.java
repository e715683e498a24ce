package org.anamnesis.serviceweb;

import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.json.Octets;
import org.anamnesis.protocol.operation.SignedOperation;
import org.anamnesis.serviceweb.page.Cursor;
import org.anamnesis.serviceweb.page.Page;
import org.anamnesis.serviceweb.page.PageRequest;
import org.anamnesis.serviceweb.token.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A service with nothing in it but its edge. */
@SpringBootApplication
@RestController
class EdgeApplication {
  record Note(ParticipantId about, Octets octets, int count, @Nullable String remark) {}

  record Carrier(SignedOperation operation) {}

  @PostMapping("/v1/notes")
  Note echo(@RequestBody Note note) {
    return note;
  }

  @PostMapping("/v1/operations")
  Carrier carry(@RequestBody Carrier carrier) {
    return carrier;
  }

  @GetMapping("/v1/me")
  Caller me(Caller caller) {
    return caller;
  }

  @GetMapping("/v1/participants/{id}")
  ParticipantId participant(@PathVariable ParticipantId id, @RequestParam int block) {
    return id;
  }

  @GetMapping("/v1/numbers")
  Page<Integer> numbers(PageRequest asked) {
    int from = asked.cursor("numbers", 1).map(at -> (int) at.number(0) + 1).orElse(0);
    List<Integer> rows =
        java.util.stream.IntStream.range(from, Math.min(7, from + asked.limit() + 1))
            .boxed()
            .toList();
    return Page.of("numbers", rows, asked, Cursor::after);
  }

  @GetMapping("/v1/broken")
  String broken() {
    throw new IllegalArgumentException("a secret that must not leave");
  }

  @GetMapping("/v1/database-down")
  String databaseDown() {
    throw new DataAccessResourceFailureException("refused by 10.0.0.1");
  }

  @GetMapping("/v1/breaks-off")
  void breaksOff(HttpServletResponse response) throws IOException {
    response.setContentLength(1000);
    response.getOutputStream().write(new byte[100]);
    response.flushBuffer();
    throw new EOFException("the store broke off");
  }

  @GetMapping("/internal/secret")
  String internal() {
    return "\"internal\"";
  }
}
