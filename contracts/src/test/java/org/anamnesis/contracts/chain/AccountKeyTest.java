package org.anamnesis.contracts.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.anamnesis.protocol.id.EthereumAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountKeyTest {
  private static final String SECRET =
      "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";
  private static final EthereumAddress SOMEWHERE = new EthereumAddress("0x" + "12".repeat(20));

  @Test
  void hasTheAddressOfItsSecret() {
    assertThat(AccountKey.parse(SECRET).address())
        .isEqualTo(new EthereumAddress("0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266"));
  }

  @Test
  void writesItsSecretForItsFileAndNowhereElse() {
    AccountKey key = AccountKey.parse("0x" + SECRET);

    assertThat(key.secretHex()).isEqualTo(SECRET);
    assertThat(key.toString()).doesNotContain(SECRET).contains(key.address().text());
  }

  @Test
  void signsTheSameOctetsForTheSameArguments() {
    AccountKey key = AccountKey.parse(SECRET);
    Call call = Call.of(SOMEWHERE, Octets.parse("0x0102"));

    assertThat(key.sign(1337, 5, 100_000, call)).isEqualTo(key.sign(1337, 5, 100_000, call));
    assertThat(key.sign(1337, 6, 100_000, call).hash())
        .isNotEqualTo(key.sign(1337, 5, 100_000, call).hash());
    assertThat(key.sign(1338, 5, 100_000, call).hash())
        .isNotEqualTo(key.sign(1337, 5, 100_000, call).hash());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "12",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141",
        "zz0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"
      })
  void refusesWhatIsNoPrivateKeyWithoutRepeatingIt(String text) {
    assertThatThrownBy(() -> AccountKey.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .doesNotContain(text.isEmpty() ? "zz" : text);
  }
}
