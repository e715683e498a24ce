package org.anamnesis.serviceweb.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.anamnesis.protocol.id.Hash;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
  private static final String ID = "0c".repeat(32);

  @Test
  void comesBackAsItWas() {
    Cursor cursor = Cursor.after(17L, ID);

    Cursor read = Cursor.parse("audit", 2, cursor.text("audit"));

    assertThat(read.number(0)).isEqualTo(17);
    assertThat(read.key(1, Hash::parse)).isEqualTo(Hash.parse(ID));
  }

  @Test
  void isRefusedByAnotherListAndForAnotherNumberOfKeys() {
    String text = Cursor.after(17L, ID).text("audit");

    assertThatThrownBy(() -> Cursor.parse("records", 2, text)).isInstanceOf(ProblemException.class);
    assertThatThrownBy(() -> Cursor.parse("audit", 1, text)).isInstanceOf(ProblemException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AAAA", "%%%", "MTc", "...", "AAAA="})
  void isRefusedIfGarbled(String text) {
    assertThatThrownBy(() -> Cursor.parse("audit", 1, text)).isInstanceOf(ProblemException.class);
  }

  @Test
  void aKeyThatIsNoneOfTheListsIsRefusedWhenItIsRead() {
    Cursor madeUp = Cursor.parse("audit", 2, Cursor.after("x", ID.substring(1)).text("audit"));

    assertThatThrownBy(() -> madeUp.number(0)).isInstanceOf(ProblemException.class);
    assertThatThrownBy(() -> madeUp.key(1, Hash::parse)).isInstanceOf(ProblemException.class);
  }

  @Test
  void isRefusedIfAnyCharacterWasChanged() {
    String text = Cursor.after(17L).text("audit");
    for (int at = 0; at < text.length(); at++) {
      char other = text.charAt(at) == 'A' ? 'B' : 'A';
      String changed = text.substring(0, at) + other + text.substring(at + 1);
      assertThatThrownBy(() -> Cursor.parse("audit", 1, changed))
          .isInstanceOf(ProblemException.class);
    }
  }
}
