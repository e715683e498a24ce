package org.anamnesis.protocol.permission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.anamnesis.protocol.code.Basis;
import org.anamnesis.protocol.code.Effect;
import org.anamnesis.protocol.code.Numbered;
import org.anamnesis.protocol.code.ParticipantStatus;
import org.anamnesis.protocol.code.Permission;
import org.anamnesis.protocol.code.Permissions;
import org.anamnesis.protocol.code.Purpose;
import org.anamnesis.protocol.code.Purposes;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.code.Roles;
import org.anamnesis.protocol.vectors.VectorFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DecisionTest {
  private static final int FIRST_ENTRY = 8;
  private static final int ENTRY_COLUMNS = 6;
  private static final int PERMITTED = FIRST_ENTRY + 4 * ENTRY_COLUMNS;

  static Stream<Arguments> cases() {
    var file = VectorFile.read("permission.json");
    return IntStream.range(0, file.get("rows").size())
        .mapToObj(i -> {
          long[] row = file.get("rows").get(i).valueStream().mapToLong(n -> n.asLong()).toArray();
          return Arguments.of(file.get("names").get(i).asString(), row);
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void decidesAsTheTableSays(String name, long[] row) {
    Entries entries = new Entries(entry(row, 0), entry(row, 1), entry(row, 2), entry(row, 3));

    Decision decision = Decision.decide(question(row), entries);

    assertThat(decision)
        .isEqualTo(
            row[PERMITTED] == 0
                ? new Decision.Refused()
                : new Decision.Permitted(Numbered.of(Basis.class, row[PERMITTED + 1])));
  }

  private static Question question(long[] row) {
    Question.Relation relation =
        row[0] == 1
            ? Question.Relation.PATIENT
            : row[1] == 1 ? Question.Relation.AUTHOR : Question.Relation.OTHER;
    return new Question(
        relation,
        Numbered.of(Role.class, row[3]),
        Numbered.of(ParticipantStatus.class, row[2]),
        row[4] == 1 ? Question.Subject.RECORD : Question.Subject.ALL,
        Numbered.of(Permission.class, row[5]),
        Numbered.find(Purpose.class, row[6]),
        row[7]);
  }

  private static Entry entry(long[] row, int scope) {
    int at = FIRST_ENTRY + scope * ENTRY_COLUMNS;
    return new Entry(
        Numbered.of(Effect.class, row[at]),
        new Roles(row[at + 1]),
        new Permissions(row[at + 2]),
        new Purposes(row[at + 3]),
        row[at + 4],
        row[at + 5]);
  }
}
