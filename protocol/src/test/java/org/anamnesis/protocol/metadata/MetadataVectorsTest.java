package org.anamnesis.protocol.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.anamnesis.protocol.code.Category;
import org.anamnesis.protocol.code.Numbered;
import org.anamnesis.protocol.content.AssociatedData;
import org.anamnesis.protocol.content.DataKey;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.json.Octets;
import org.anamnesis.protocol.key.PublicPoint;
import org.anamnesis.protocol.vectors.VectorFile;
import org.anamnesis.protocol.vectors.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class MetadataVectorsTest {
  private static final JsonNode FILE = VectorFile.read("metadata.json");
  private static final RecordId RECORD = RecordId.of(VectorFile.octets(FILE.get("record")));

  static Stream<Arguments> refusals() {
    return Vectors.named(FILE.get("refusals"));
  }

  @Test
  void opensHashesAndVerifies() {
    JsonNode sealed = FILE.get("sealed");

    Metadata metadata = open(sealed);

    assertThat(metadata.title()).isEqualTo("Entlassbrief, März");
    assertThat(metadata.codes()).containsExactly(new Metadata.Code("http://loinc.org", "34133-9"));
    assertThat(metadata.toString()).doesNotContain("Entlassbrief");
    PublicPoint author = Vectors.point(FILE, "authorX", "authorY");
    ParticipantId patient = ParticipantId.of(VectorFile.octets(FILE.get("patient")));
    assertThat(metadata.isAuthoredBy(author, RECORD, patient)).isTrue();
    assertThat(metadata.isAuthoredBy(author, RECORD, author.participant())).isFalse();
    assertThat(
            SealedMetadata.hash(
                    Octets.of(VectorFile.octets(sealed.get("octets"))),
                    Numbered.of(Category.class, FILE.get("category").asInt()),
                    FILE.get("sealedLength").asLong(),
                    FILE.get("time").asLong())
                .bytes())
        .isEqualTo(VectorFile.octets(sealed.get("metadataHash")));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refuses(JsonNode node) {
    assertThatThrownBy(() -> open(node)).isInstanceOf(MetadataRefused.class);
  }

  private static Metadata open(JsonNode node) {
    return SealedMetadata.open(
        Octets.of(VectorFile.octets(node.get("octets"))),
        DataKey.of(VectorFile.octets(FILE.get("dataKey"))),
        new AssociatedData(Vectors.registry(FILE), RECORD, FILE.get("version").asLong()));
  }
}
