package org.anamnesis.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.anamnesis.record.scrub.Scrubber;
import org.anamnesis.record.store.BlobKey;
import org.anamnesis.record.store.BlobStore;
import org.anamnesis.record.upload.Sweeper;
import org.anamnesis.record.world.Draft;
import org.anamnesis.record.world.FaultyStore;
import org.anamnesis.record.world.FaultyStore.Step;
import org.anamnesis.record.world.Hospital;
import org.anamnesis.record.world.Ward;
import org.anamnesis.record.world.Wire;
import org.anamnesis.record.world.Wire.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CrashIT {
  private static final Duration LEASE = Duration.ofSeconds(121);

  private final Ward ward = new Ward();
  private final Hospital hospital = ward.hospital;
  private final Wire wire = hospital.wire();

  @AfterEach
  void live() {
    hospital.store().dieAfter(Step.NEVER);
    hospital.clock().reset();
  }

  @Test
  void smallUploadThatDiedBeforeItsCommitIsSentAgain() {
    Draft draft = begun(4000);
    hospital.store().dieAfter(Step.PUT);

    assertThat(put(draft, 0).status()).isEqualTo(500);
    assertThat(state(draft)).isEqualTo("unknown-operation");

    assertThat(put(draft, 0).status()).isEqualTo(202);
    assertThat(state(draft)).isEqualTo("ACCEPTED");
  }

  @ParameterizedTest
  @EnumSource(names = {"BEGIN", "PART", "COMPLETE"})
  void largeUploadGoesOnWhereverItDied(Step step) {
    Draft draft = begun(2 * Hospital.PART + 70_000);
    hospital.store().dieAfter(step);

    assertThat(put(draft, 0).status()).isEqualTo(500);
    assertThat(state(draft)).isEqualTo("unknown-operation");
    long offset = offset(draft);
    Answer accepted = put(draft, offset);

    assertThat(accepted.status()).as(accepted.problem()).isEqualTo(202);
    hospital.integrator().anchor(draft.id());
    assertThat(hospital.bucket().objectKeys()).contains(key(draft));
  }

  @Test
  void rowsOfAnAcceptanceAreCommittedTogetherOrNotAtAll() {
    Draft draft = begun(4000);
    hospital
        .database()
        .sql(
            """
            CREATE OR REPLACE FUNCTION records.die() RETURNS trigger LANGUAGE plpgsql
            AS 'BEGIN RAISE EXCEPTION ''died''; END'
            """)
        .update();
    hospital
        .database()
        .sql(
            "CREATE TRIGGER die BEFORE UPDATE ON records.sealed_version FOR EACH ROW"
                + " WHEN (NEW.state = 'STORED') EXECUTE FUNCTION records.die()")
        .update();
    try {
      assertThat(put(draft, 0).status()).isEqualTo(500);
      assertThat(state(draft)).isEqualTo("unknown-operation");
    } finally {
      hospital.database().sql("DROP TRIGGER die ON records.sealed_version").update();
    }
    assertThat(put(draft, 0).status()).isEqualTo(202);
  }

  @Test
  void wrongContentIsRefusedLeavesNothingAndCanBeSentAnew() {
    Draft small = begun(4000);
    Draft large = begun(Hospital.PART + 5000);

    assertThat(wire.putOctets(ward.nurse, Ward.upload(small), 0, Draft.octets(4000)).problem())
        .isEqualTo("content-mismatch");
    assertThat(
            wire.putOctets(ward.nurse, Ward.upload(large), 0, Draft.octets(Hospital.PART + 5000))
                .problem())
        .isEqualTo("content-mismatch");

    assertThat(hospital.bucket().objectKeys()).doesNotContain(key(small), key(large));
    assertThat(offset(large)).isZero();
    assertThat(put(small, 0).status()).isEqualTo(202);
    assertThat(put(large, 0).status()).isEqualTo(202);
  }

  @ParameterizedTest
  @EnumSource(names = {"NEVER", "ABORT", "DELETE"})
  void sweeperDeletesWhatWasNotFinishedAlsoIfItDies(Step step) {
    Draft small = begun(4000);
    Draft large = begun(2 * Hospital.PART);
    Draft kept = ward.accepted(4000);
    hospital.store().dieAfter(Step.PUT);
    put(small, 0);
    hospital.store().dieAfter(Step.PART);
    put(large, 0);
    assertThat(hospital.bucket().objectKeys()).contains(key(small));
    hospital.clock().pass(Duration.ofDays(2));
    hospital.store().dieAfter(step);

    assertThat(put(small, 0).problem()).isEqualTo("upload-expired");
    sweep();
    sweep();

    assertThat(hospital.bucket().objectKeys())
        .doesNotContain(key(small), key(large))
        .contains(key(kept));
    assertThat(wire.get(ward.nurse, Ward.upload(small)).problem()).isEqualTo("unknown-upload");
    assertThat(wire.get(ward.nurse, Ward.upload(kept)).status()).isEqualTo(200);
  }

  @Test
  void anUploadWhoseOperationOutlivesItIsKeptInMindUntilThatHasExpired() {
    Draft draft = Draft.valid(Duration.ofDays(4), ward.nurse, ward.patient, 4000);
    assertThat(wire.post(ward.nurse, "/v1/records", draft.request()).status()).isEqualTo(201);
    hospital.clock().pass(Duration.ofDays(2));

    sweep();

    assertThat(put(draft, 0).problem()).isEqualTo("upload-expired");
    assertThat(wire.post(ward.nurse, "/v1/records", draft.request()).problem())
        .isEqualTo("upload-expired");
    assertThat(envelopesOf(draft)).isZero();
    writtenByARequestThatWasHeldUp(draft);
    hospital.clock().pass(Duration.ofDays(3));
    sweep();
    assertThat(hospital.bucket().objectKeys()).doesNotContain(key(draft));
    assertThat(wire.get(ward.nurse, Ward.upload(draft)).problem()).isEqualTo("unknown-upload");
  }

  private int envelopesOf(Draft draft) {
    return hospital
        .database()
        .sql("SELECT count(*) FROM records.envelope WHERE operation = :id")
        .param("id", draft.id().bytes())
        .query(Integer.class)
        .single();
  }

  private void writtenByARequestThatWasHeldUp(Draft draft) {
    hospital
        .store()
        .put(
            new BlobKey(draft.record(), 1, draft.id()),
            new BlobStore.Chunk(draft.content(), draft.content().length));
    assertThat(hospital.bucket().objectKeys()).contains(key(draft));
  }

  @Test
  void anUploadThatTheStoreBeganAndNobodyWroteDownIsSweptAway() {
    Draft draft = begun(2 * Hospital.PART);
    List<String> orphans = diedAtTheBeginOf(draft);
    hospital.clock().pass(Duration.ofDays(2));

    sweep();

    assertThat(hospital.bucket().files()).doesNotContainAnyElementsOf(orphans);
  }

  @Test
  void anUploadThatTheStoreBeganAndNobodyWroteDownIsForgottenByTheNextAttempt() {
    Draft draft = begun(2 * Hospital.PART);
    List<String> orphans = diedAtTheBeginOf(draft);

    assertThat(put(draft, 0).status()).isEqualTo(202);

    assertThat(hospital.bucket().files()).doesNotContainAnyElementsOf(orphans).contains(key(draft));
  }

  private List<String> diedAtTheBeginOf(Draft draft) {
    List<String> before = hospital.bucket().files();
    hospital.store().dieAfter(Step.BEGIN);
    assertThat(put(draft, 0).status()).isEqualTo(500);
    List<String> orphans = new ArrayList<>(hospital.bucket().files());
    orphans.removeAll(before);
    assertThat(orphans).isNotEmpty();
    return orphans;
  }

  private void sweep() {
    try {
      hospital.bean(Sweeper.class).sweepOnce();
    } catch (FaultyStore.Died died) {
      hospital.store().dieAfter(Step.NEVER);
    }
  }

  @Test
  void secondWriterOfAnUploadIsRefusedWhileTheFirstIsAlive() throws Exception {
    Draft draft = begun(Hospital.PART + 5000);
    CountDownLatch refused = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var pipe = new java.io.PipedOutputStream()) {
      var body = new java.io.PipedInputStream(pipe, 1 << 16);
      Future<Answer> first =
          threads.submit(() ->
              wire.send(
                  wire.as(ward.nurse, Ward.upload(draft))
                      .header("Content-Type", "application/octet-stream")
                      .PUT(java.net.http.HttpRequest.BodyPublishers.ofInputStream(() -> body))));
      Future<?> writer =
          threads.submit(() -> {
            pipe.write(draft.content(), 0, 100_000);
            pipe.flush();
            refused.await();
            pipe.write(draft.content(), 100_000, draft.content().length - 100_000);
            pipe.close();
            return null;
          });
      org.awaitility.Awaitility.await()
          .until(() -> put(draft, 0).problem().equals("upload-in-progress"));
      refused.countDown();
      writer.get();

      assertThat(first.get().status()).isEqualTo(202);
    }
  }

  @Test
  void leaseOfAWriterThatDiedEndsByTime() {
    Draft draft = begun(4000);
    hospital
        .database()
        .sql(
            """
            UPDATE records.sealed_version SET lease = gen_random_uuid(), lease_until = :until
            WHERE operation = :id
            """)
        .param("until", hospital.clock().now() + LEASE.toSeconds() - 1)
        .param("id", draft.id().bytes())
        .update();

    assertThat(put(draft, 0).problem()).isEqualTo("upload-in-progress");
    hospital.clock().pass(LEASE);
    assertThat(put(draft, 0).status()).isEqualTo(202);
  }

  @Test
  void scrubberFindsAChangedAndAMissingObject() throws Exception {
    Draft changed = ward.anchored(4000);
    Draft missing = ward.anchored(4000);
    Draft sound = ward.anchored(4000);
    byte[] octets = Files.readAllBytes(hospital.bucket().file(key(changed)));
    octets[77] ^= 1;
    Files.write(hospital.bucket().file(key(changed)), octets);
    Files.delete(hospital.bucket().file(key(missing)));

    scrubAll();

    assertThat(found(changed)).isEqualTo("CHANGED");
    assertThat(found(missing)).isEqualTo("MISSING");
    assertThat(found(sound)).isEqualTo("nothing");
  }

  @Test
  void scrubberAndSweeperGoOnPastAnObjectThatTheStoreHasNoAnswerAbout() throws Exception {
    Draft unreadable = ward.anchored(4000);
    Draft missing = ward.anchored(4000);
    Draft undeletable = begun(4000);
    Draft unfinished = begun(4000);
    Files.delete(hospital.bucket().file(key(missing)));
    hospital.store().refuse(key(unreadable));
    hospital.store().refuse(key(undeletable));

    scrubAll();
    hospital.clock().pass(Duration.ofDays(2));
    sweep();

    assertThat(found(unreadable)).isEqualTo("nothing");
    assertThat(found(missing)).isEqualTo("MISSING");
    assertThat(wire.get(ward.nurse, Ward.upload(undeletable)).status()).isEqualTo(200);
    assertThat(wire.get(ward.nurse, Ward.upload(unfinished)).problem()).isEqualTo("unknown-upload");
  }

  private void scrubAll() {
    Scrubber scrubber = hospital.bean(Scrubber.class);
    boolean more;
    do {
      more = scrubber.scrubOnce().isPresent();
    } while (more);
  }

  private String found(Draft draft) {
    return hospital
        .database()
        .sql("SELECT found FROM records.scrub_finding WHERE operation = :id")
        .param("id", draft.id().bytes())
        .query(String.class)
        .optional()
        .orElse("nothing");
  }

  private Draft begun(int length) {
    Draft draft = Draft.of(ward.nurse, ward.patient, length);
    Answer begun = wire.post(ward.nurse, "/v1/records", draft.request());
    assertThat(begun.status()).as(begun.problem()).isEqualTo(201);
    return draft;
  }

  private Answer put(Draft draft, long offset) {
    return wire.putOctets(
        ward.nurse,
        Ward.upload(draft),
        offset,
        Arrays.copyOfRange(draft.content(), (int) offset, draft.content().length));
  }

  private long offset(Draft draft) {
    return wire.get(ward.nurse, Ward.upload(draft)).json().get("offset").asLong();
  }

  private String state(Draft draft) {
    Answer answer = wire.get(ward.nurse, "/v1/operations/" + draft.id().hex());
    return answer.status() == 200 ? answer.json().get("state").asString() : answer.problem();
  }

  private static String key(Draft draft) {
    return draft.record().hex() + "/1/" + draft.id().hex();
  }
}
