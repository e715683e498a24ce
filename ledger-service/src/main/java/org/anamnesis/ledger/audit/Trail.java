package org.anamnesis.ledger.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.anamnesis.ledger.index.Position;
import org.anamnesis.protocol.id.Id;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The trail of the index, newest first. Each way to ask has its index; a time is turned into blocks
 * first.
 */
@Repository
class Trail {
  private final JdbcClient jdbc;

  Trail(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The entries before a position, at most {@code limit}. */
  List<Entry> find(TrailQuery query, Position before, int limit) {
    List<String> conditions = new ArrayList<>();
    Map<String, Object> values = new HashMap<>();
    equal("patient", query.patient(), conditions, values);
    equal("record", query.record(), conditions, values);
    equal("actor", query.actor(), conditions, values);
    equal("organisation", query.organisation(), conditions, values);
    if (query.purpose() != null) {
      conditions.add("t.purpose = :purpose");
      values.put("purpose", query.purpose().number());
    }
    if (query.from() != null) {
      conditions.add("t.block >= (SELECT min(number) FROM ledger.block WHERE time >= :from)");
      values.put("from", query.from());
    }
    if (query.to() != null) {
      conditions.add("t.block <= (SELECT max(number) FROM ledger.block WHERE time < :to)");
      values.put("to", query.to());
    }
    conditions.add("(t.block, t.position) < (:block, :position)");
    return jdbc.sql(
            """
            SELECT t.*, o.transaction
              FROM ledger.trail t JOIN ledger.operation o ON o.id = t.operation
             WHERE %s
             ORDER BY t.block DESC, t.position DESC LIMIT :limit
            """
                .formatted(String.join(" AND ", conditions)))
        .params(values)
        .param("block", before.block())
        .param("position", before.index())
        .param("limit", limit)
        .query(Entry::read)
        .list();
  }

  private static void equal(
      String column, @Nullable Id wanted, List<String> conditions, Map<String, Object> values) {
    if (wanted != null) {
      conditions.add("t." + column + " = :" + column);
      values.put(column, wanted.bytes());
    }
  }
}
