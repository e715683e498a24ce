package org.anamnesis.client.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.anamnesis.client.Anamnesis;
import org.anamnesis.client.StandIn;
import org.anamnesis.client.Visit;
import org.anamnesis.protocol.code.Category;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.content.AssociatedData;
import org.anamnesis.protocol.content.DataKey;
import org.anamnesis.protocol.envelope.Envelope;
import org.anamnesis.protocol.envelope.Envelopes;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.json.Octets;
import org.anamnesis.protocol.metadata.MediaTypes;
import org.anamnesis.protocol.metadata.Metadata;
import org.anamnesis.protocol.metadata.SealedMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

class RecordsTest {
  @TempDir Path directory;
  private final StandIn gateway = new StandIn();
  private Anamnesis patient;
  private Anamnesis nurse;
  private RecordId first;

  @BeforeEach
  void twoRecords() throws IOException {
    patient = gateway.person(Role.PATIENT, directory);
    nurse = gateway.person(Role.NURSE, directory);
    first = put("First");
    put("Second");
  }

  @AfterEach
  void close() {
    nurse.close();
    patient.close();
    gateway.close();
  }

  @Test
  void tellsTheTitlesThatChainAndAuthorVouchFor() {
    assertThat(listed()).extracting(RecordsTest::title).containsExactly("First", "Second");
  }

  @Test
  void refusesWhatTheGatewayMadeUp() {
    AssociatedData context = new AssociatedData(patient.network().operationsFor(), first, 1);
    DataKey key = DataKey.random();
    Octets metadata = SealedMetadata.seal(madeUp(), key, context);
    Hash hash = SealedMetadata.hash(metadata, Category.ENCOUNTER, 100, 7);
    Envelope envelope =
        Envelopes.wrap(
            key,
            context,
            nurse.people().find(patient.keys().participant()).recipient(),
            nurse.keys().signing());
    gateway.lieInListing(
        first,
        item ->
            item.put("sealedLength", 100)
                .put("metadata", metadata.text())
                .set("envelope", gateway.tree(envelope)));
    refusesTheFirst();

    gateway.lieAboutHead(
        first,
        head ->
            head.put("sealedLength", 100)
                .put("metadataHash", hash.hex())
                .put("keyCommitment", key.commitment(context).hex()));
    refusesTheFirst();
  }

  @Test
  void refusesAHeadThatNamesNoTransaction() {
    gateway.lieAboutHead(first, head -> head.put("transaction", "none"));

    refusesTheFirst();
  }

  static Stream<Named<Consumer<ObjectNode>>> lies() {
    return Stream.of(
        Named.of("another time", item -> item.put("time", 8)),
        Named.of("category", item -> item.put("category", Category.LABORATORY.number())),
        Named.of("version", item -> item.put("version", 2)),
        Named.of("author", item -> item.put("author", item.get("patient").asString())),
        Named.of("wrapper", item -> wrapper(item, item.get("patient").asString())),
        Named.of("a wrapper whom nobody knows", item -> wrapper(item, "99".repeat(32))));
  }

  @ParameterizedTest
  @MethodSource("lies")
  void refusesWhatIsNotAsItWasRegistered(Consumer<ObjectNode> lie) {
    gateway.lieInListing(first, lie);

    refusesTheFirst();
  }

  @Test
  void leavesClosedWhatHasNoEnvelopeOrIsNotAnchored() {
    assertThat(nurse.records().lists().metadata(items(nurse)))
        .hasOnlyElementsOfType(ListedMetadata.Closed.class);

    gateway.lieInListing(first, item -> item.put("state", "ACCEPTED"));
    assertThat(listed().getFirst()).isInstanceOf(ListedMetadata.Closed.class);
  }

  @Test
  void refusesAListingOfSomebodyElse() {
    gateway.lieInListing(first, item -> item.put("patient", "99".repeat(32)));

    assertThatThrownBy(this::listed).isInstanceOf(RecordRefusedException.class);
  }

  private void refusesTheFirst() {
    List<ListedMetadata> listed = listed();
    assertThat(listed.getFirst()).isInstanceOf(ListedMetadata.Refused.class);
    assertThat(title(listed.getLast())).isEqualTo("Second");
  }

  private static void wrapper(ObjectNode item, String wrapper) {
    item.withObject("envelope").put("wrapper", wrapper);
  }

  private List<ListedMetadata> listed() {
    return patient.records().lists().metadata(items(patient));
  }

  private List<RecordList.Item> items(Anamnesis who) {
    return who.records().lists().own(patient.keys().participant());
  }

  private static String title(ListedMetadata listed) {
    return ((ListedMetadata.Vouched) listed).metadata().title();
  }

  private Metadata madeUp() {
    Hash sha256 = Hash.sha256(new byte[0]);
    return new Metadata(
        "Made up",
        "Bundle",
        List.of(),
        MediaTypes.FHIR_JSON,
        7,
        0,
        sha256,
        nurse.keys().participant(),
        Metadata.author(first, patient.keys().participant(), sha256, nurse.keys().signing()));
  }

  private RecordId put(String title) throws IOException {
    NewRecord document = Visit.of(patient.keys().participant(), directory, title);
    return nurse.records().writer().put(document, RecordWriter.Progress.NONE).record();
  }
}
