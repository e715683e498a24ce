package org.anamnesis.record.participant;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds professionals by the name in their certificate. Whoever uses what is found compares the
 * certificate with the hash in the ENROL: this list is a help, never a proof.
 */
@Component
public final class Professionals {
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{Nd}]+");
  private static final int SHORTEST = 2;
  private static final int LONGEST = 100;
  private static final int MOST = 20;

  private final JdbcClient jdbc;

  Professionals(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Somebody who was found. */
  public record Found(
      ParticipantId participant, int role, String name, String profession, String organisation) {}

  /**
   * At most 20 whose name has words that begin with each of the words given, in the order of their
   * names.
   *
   * @param name 2 to 100 characters
   */
  public List<Found> byName(String name) {
    List<String> words = BETWEEN_WORDS.splitAsStream(name).filter(word -> !word.isEmpty()).toList();
    if (name.length() > LONGEST || String.join("", words).length() < SHORTEST) {
      throw new ProblemException(
          ProblemType.MALFORMED_REQUEST, "A name to look for has 2 to 100 letters.");
    }
    return jdbc.sql(
            """
            SELECT c.participant, c.role, c.name, c.profession, c.organisation
            FROM records.certificate c JOIN outbox.operation o ON o.id = c.operation
            WHERE o.state = 'ANCHORED' AND to_tsvector('simple', c.name) @@ to_tsquery('simple', :words)
            ORDER BY c.name, c.participant LIMIT :most
            """)
        .param("words", words.stream().map(word -> word + ":*").collect(Collectors.joining(" & ")))
        .param("most", MOST)
        .query((row, index) ->
            new Found(
                ParticipantId.of(row.getBytes("participant")),
                row.getInt("role"),
                row.getString("name"),
                row.getString("profession"),
                row.getString("organisation")))
        .list();
  }
}
