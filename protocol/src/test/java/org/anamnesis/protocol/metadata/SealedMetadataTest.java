package org.anamnesis.protocol.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.anamnesis.protocol.code.Category;
import org.anamnesis.protocol.content.AssociatedData;
import org.anamnesis.protocol.content.DataKey;
import org.anamnesis.protocol.content.SealedSize;
import org.anamnesis.protocol.id.EthereumAddress;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.json.Octets;
import org.anamnesis.protocol.key.SigningKey;
import org.junit.jupiter.api.Test;

class SealedMetadataTest {
  private static final Registry REGISTRY =
      new Registry(1337, new EthereumAddress("0x" + "42".repeat(20)));
  private static final RecordId RECORD = RecordId.parse("ab".repeat(32));
  private static final AssociatedData CONTEXT = new AssociatedData(REGISTRY, RECORD, 1);

  private final SigningKey author = SigningKey.generate();
  private final SigningKey patient = SigningKey.generate();
  private final DataKey key = DataKey.random();
  private final Hash sha256 = Hash.parse("cd".repeat(32));
  private final Metadata metadata =
      new Metadata(
          "Encounter",
          "Bundle",
          List.of(new Metadata.Code("http://loinc.org", "34133-9")),
          MediaTypes.FHIR_JSON,
          1_764_000_000L,
          12_345,
          sha256,
          author.point().participant(),
          Metadata.author(RECORD, patient.point().participant(), sha256, author));

  @Test
  void opensWithItsKeyOnly() {
    Octets sealed = SealedMetadata.seal(metadata, key, CONTEXT);

    assertThat(SealedMetadata.open(sealed, key, CONTEXT)).isEqualTo(metadata);
    assertThatThrownBy(() -> SealedMetadata.open(sealed, DataKey.random(), CONTEXT))
        .isInstanceOf(MetadataRefused.class);
    assertThatThrownBy(
            () -> SealedMetadata.open(sealed, key, new AssociatedData(REGISTRY, RECORD, 2)))
        .isInstanceOf(MetadataRefused.class);
    byte[] changed = sealed.bytes();
    changed[20] ^= 1;
    assertThatThrownBy(() -> SealedMetadata.open(Octets.of(changed), key, CONTEXT))
        .isInstanceOf(MetadataRefused.class);
  }

  @Test
  void hidesItsLength() {
    int plain = SealedMetadata.seal(metadata, key, CONTEXT).size() - 12 - 16;

    assertThat(SealedSize.padded(plain)).isEqualTo(plain);
  }

  @Test
  void hashCoversTheClearFields() {
    Octets sealed = SealedMetadata.seal(metadata, key, CONTEXT);
    Hash hash = SealedMetadata.hash(sealed, Category.ENCOUNTER, 65_536, 7);

    assertThat(SealedMetadata.hash(sealed, Category.ENCOUNTER, 65_536, 7)).isEqualTo(hash);
    assertThat(SealedMetadata.hash(sealed, Category.IMAGING, 65_536, 7)).isNotEqualTo(hash);
    assertThat(SealedMetadata.hash(sealed, Category.ENCOUNTER, 65_537, 7)).isNotEqualTo(hash);
    assertThat(SealedMetadata.hash(sealed, Category.ENCOUNTER, 65_536, 8)).isNotEqualTo(hash);
  }

  @Test
  void clinicalAuthorVouchesForRecordPatientAndPlaintext() {
    assertThat(metadata.isAuthoredBy(author.point(), RECORD, patient.point().participant()))
        .isTrue();
    assertThat(metadata.isAuthoredBy(author.point(), RECORD, author.point().participant()))
        .isFalse();
    assertThat(metadata.isAuthoredBy(patient.point(), RECORD, patient.point().participant()))
        .isFalse();
  }

  @Test
  void refusesAMediaTypeThatNobodyAllowed() {
    assertThatThrownBy(() ->
            new Metadata(
                "x",
                "x",
                List.of(),
                "text/html",
                0,
                0,
                sha256,
                metadata.author(),
                metadata.authorSignature()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
