package org.anamnesis.protocol.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECPrivateKeySpec;
import java.util.stream.Stream;
import org.anamnesis.protocol.content.AssociatedData;
import org.anamnesis.protocol.content.DataKey;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.json.Octets;
import org.anamnesis.protocol.key.DecryptionKey;
import org.anamnesis.protocol.key.PublicPoint;
import org.anamnesis.protocol.key.Signature;
import org.anamnesis.protocol.vectors.VectorFile;
import org.anamnesis.protocol.vectors.Vectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class EnvelopeVectorsTest {
  private static final JsonNode FILE = VectorFile.read("envelope.json");
  private static final Registry REGISTRY = Vectors.registry(FILE);

  static Stream<Arguments> envelopes() {
    return Vectors.named(FILE.get("envelopes"));
  }

  static Stream<Arguments> refusals() {
    return Vectors.named(FILE.get("refusals"));
  }

  @ParameterizedTest
  @MethodSource("envelopes")
  void opensAndVerifies(JsonNode node) throws GeneralSecurityException {
    assertThat(open(node)).isEqualTo(DataKey.of(VectorFile.octets(FILE.get("dataKey"))));
    assertThat(isSigned(node)).isTrue();
    assertThat(
            Envelope.signed(
                associated(node),
                ParticipantId.of(VectorFile.octets(node.get("recipient"))),
                VectorFile.octets(node.get("envelope"))))
        .isEqualTo(VectorFile.octets(node.get("statement")));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refuses(JsonNode node) throws GeneralSecurityException {
    if (node.get("fault").asString().equals("SIGNATURE")) {
      assertThat(isSigned(node)).isFalse();
      assertThat(open(node)).isEqualTo(DataKey.of(VectorFile.octets(FILE.get("dataKey"))));
    } else {
      assertThatThrownBy(() -> open(node))
          .isInstanceOfAny(EnvelopeRefused.class, IllegalArgumentException.class);
    }
  }

  private static DataKey open(JsonNode node) throws GeneralSecurityException {
    return Envelopes.open(
        envelope(node),
        associated(node),
        secret(node),
        Hash.of(VectorFile.octets(node.get("commitment"))));
  }

  private static boolean isSigned(JsonNode node) {
    return envelope(node).isSignedBy(Vectors.point(node, "wrapperX", "wrapperY"), REGISTRY);
  }

  private static Envelope envelope(JsonNode node) {
    return new Envelope(
        RecordId.of(VectorFile.octets(node.get("record"))),
        node.get("version").asLong(),
        ParticipantId.of(VectorFile.octets(node.get("recipient"))),
        node.get("keySequence").asLong(),
        Octets.of(VectorFile.octets(node.get("envelope"))),
        Vectors.point(node, "wrapperX", "wrapperY").participant(),
        Signature.of(VectorFile.octets(node.get("signature"))));
  }

  private static AssociatedData associated(JsonNode node) {
    return new AssociatedData(
        REGISTRY, RecordId.of(VectorFile.octets(node.get("record"))), node.get("version").asLong());
  }

  private static DecryptionKey secret(JsonNode node) throws GeneralSecurityException {
    PublicPoint point = Vectors.point(node, "x", "y");
    BigInteger scalar = new BigInteger(1, VectorFile.octets(node.get("private")));
    return DecryptionKey.of(
        (ECPrivateKey)
            KeyFactory.getInstance("EC")
                .generatePrivate(new ECPrivateKeySpec(scalar, point.toJca().getParams())),
        point);
  }
}
