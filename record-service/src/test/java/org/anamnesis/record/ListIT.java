package org.anamnesis.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.anamnesis.protocol.code.Basis;
import org.anamnesis.protocol.code.Effect;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.operation.SignedOperation;
import org.anamnesis.record.world.Draft;
import org.anamnesis.record.world.Hospital;
import org.anamnesis.record.world.Person;
import org.anamnesis.record.world.Ward;
import org.anamnesis.record.world.Wire;
import org.anamnesis.record.world.Wire.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Lists that go on past their first page. */
class ListIT {
  private final Ward ward = new Ward();
  private final Hospital hospital = ward.hospital;
  private final Wire wire = hospital.wire();
  private final List<Draft> newestFirst = newestFirst(5);

  private List<Draft> newestFirst(int count) {
    List<Draft> drafts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      drafts.addFirst(ward.anchored(500));
    }
    return drafts;
  }

  @AfterEach
  void now() {
    hospital.clock().reset();
  }

  @Test
  void recordsComePageByPageEachOnce() {
    for (int limit = 1; limit <= 6; limit++) {
      List<JsonNode> pages = walk(limit, query -> own(ward.patient, query));

      assertThat(operations(pages)).containsExactlyElementsOf(ids(newestFirst));
      assertThat(pages).hasSize(Math.ceilDiv(5, limit));
    }
  }

  @Test
  void whatArrivesBetweenTwoPagesMovesNothing() {
    Answer first = own(ward.patient, "limit=2");
    ward.anchored(500);

    Answer second = own(ward.patient, "limit=2&cursor=" + next(first));

    assertThat(operations(List.of(second.json())))
        .containsExactlyElementsOf(ids(newestFirst.subList(2, 4)));
  }

  @Test
  void aCursorGivesNobodyMoreThanTheirOwn() {
    String patients = next(own(ward.patient, "limit=1"));

    assertThat(own(ward.stranger, "cursor=" + patients).json().get("items")).isEmpty();
    JsonNode written = own(ward.nurse, "limit=2&cursor=" + patients).json().get("items");
    assertThat(written).hasSize(2);
    assertThat(written.get(0).get("metadata").isNull()).isTrue();
  }

  @Test
  void refusesCursorsAndLimitsThatAreNone() {
    SignedOperation access = access(ward.doctor);
    String listings = next(listing(ward.doctor, access, "limit=2"));

    for (String query :
        List.of(
            "cursor=" + listings, "cursor=AAAA", "cursor=", "limit=0", "limit=201", "limit=x")) {
      assertThat(own(ward.patient, query).problem()).as(query).isEqualTo("malformed-request");
    }
    assertThat(
            listing(ward.doctor, access, "cursor=" + next(own(ward.patient, "limit=1"))).problem())
        .isEqualTo("malformed-request");
  }

  @Test
  void oneAccessOpensEveryPageOfAListing() {
    SignedOperation access = access(ward.doctor);

    List<JsonNode> pages = walk(2, query -> listing(ward.doctor, access, query));

    assertThat(operations(pages)).containsExactlyElementsOf(ids(newestFirst));
    assertThat(pages).hasSize(3);
    assertThat(pages.stream().map(page -> page.get("operation").asString()).distinct())
        .containsExactly(access.id().hex());
    assertThat(accesses()).isOne();
  }

  @Test
  void furtherPagesCloseAfterFiveMinutes() {
    SignedOperation access = access(ward.doctor);
    String next = next(listing(ward.doctor, access, "limit=2"));
    hospital.clock().pass(Duration.ofSeconds(290));
    assertThat(listing(ward.doctor, access, "cursor=" + next).status()).isEqualTo(200);
    hospital.clock().pass(Duration.ofSeconds(10));

    assertThat(listing(ward.doctor, access, "cursor=" + next).problem())
        .isEqualTo("ticket-expired");
  }

  @Test
  void furtherPagesCloseWithTheConsent() {
    SignedOperation access = access(ward.doctor);
    String next = next(listing(ward.doctor, access, "limit=2"));
    ward.decide(ward.patient, ward.consent(ward.patient, ward.doctor, Effect.NONE, 1));

    assertThat(listing(ward.doctor, access, "cursor=" + next).problem()).isEqualTo("not-permitted");
  }

  @Test
  void aRecordThatIsClosedToTheReaderIsLeftOutAndThePagesGoOn() {
    Draft closed = newestFirst.get(2);
    Answer denied =
        ward.decide(
            ward.patient, ward.consent(ward.patient, closed.record(), ward.doctor, Effect.DENY, 1));
    assertThat(denied.status()).as(denied.problem()).isEqualTo(202);

    List<JsonNode> pages = walk(2, query -> listing(ward.doctor, access(ward.doctor), query));

    assertThat(operations(pages))
        .hasSize(4)
        .doesNotContain(closed.id())
        .contains(newestFirst.getLast().id());
  }

  private SignedOperation access(Person reader) {
    return Ward.sign(ward.access(reader, RecordId.ZERO, Basis.CONSENT), reader);
  }

  private Answer own(Person who, String query) {
    return wire.get(who, "/v1/records?patient=" + ward.patient.id().hex() + "&" + query);
  }

  private Answer listing(Person reader, SignedOperation access, String query) {
    return wire.post(
        reader, "/v1/patients/" + ward.patient.id().hex() + "/listing?" + query, access);
  }

  private static List<JsonNode> walk(int limit, Function<String, Answer> page) {
    List<JsonNode> pages = new ArrayList<>();
    String query = "limit=" + limit;
    do {
      Answer answer = page.apply(query);
      assertThat(answer.status()).as(answer.problem()).isEqualTo(200);
      pages.add(answer.json());
      query = "limit=" + limit + "&cursor=" + answer.json().path("next").asString("");
    } while (pages.getLast().has("next"));
    return pages;
  }

  private static String next(Answer page) {
    return page.json().get("next").asString();
  }

  private static List<OperationId> operations(List<JsonNode> pages) {
    return pages.stream()
        .flatMap(page -> page.get("items").valueStream())
        .map(item -> OperationId.parse(item.get("operation").asString()))
        .toList();
  }

  private static List<OperationId> ids(List<Draft> drafts) {
    return drafts.stream().map(Draft::id).toList();
  }

  private long accesses() {
    return hospital
        .database()
        .sql("SELECT count(*) FROM outbox.operation WHERE signer = :doctor")
        .param("doctor", ward.doctor.id().bytes())
        .query(Long.class)
        .single();
  }
}
