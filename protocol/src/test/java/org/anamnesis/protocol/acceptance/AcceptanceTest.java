package org.anamnesis.protocol.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.anamnesis.protocol.id.EthereumAddress;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.id.StoreId;
import org.anamnesis.protocol.key.SigningKey;
import org.junit.jupiter.api.Test;

class AcceptanceTest {
  private static final Registry REGISTRY =
      new Registry(1337, new EthereumAddress("0x" + "42".repeat(20)));

  private final SigningKey service = SigningKey.generate();
  private final OperationId operation = OperationId.parse("ab".repeat(32));
  private final StoreId store = StoreId.parse("cd".repeat(32));

  @Test
  void holdsForItsOperationRegistryAndStoreOnly() {
    Acceptance acceptance = Acceptance.sign(operation, REGISTRY, store, 1_000, 1_600, service);

    assertThat(acceptance.isFor(operation, REGISTRY, service.point())).isTrue();
    assertThat(acceptance.isFor(OperationId.parse("00".repeat(32)), REGISTRY, service.point()))
        .isFalse();
    assertThat(acceptance.isFor(operation, new Registry(1338, REGISTRY.address()), service.point()))
        .isFalse();
    assertThat(acceptance.isFor(operation, REGISTRY, SigningKey.generate().point())).isFalse();
    assertThat(
            new Acceptance(store, 1_000, 1_601 - 2, acceptance.signature())
                .isFor(operation, REGISTRY, service.point()))
        .isFalse();
  }

  @Test
  void promisesTenMinutesAtMost() {
    assertThatThrownBy(() -> Acceptance.sign(operation, REGISTRY, store, 1_000, 1_601, service))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
