package org.anamnesis.record.operation;

import java.nio.ByteBuffer;
import org.anamnesis.protocol.id.Id;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Locks of Postgres that end with the transaction, for rules that no constraint can state. */
@Component
public final class Locks {
  private final JdbcClient jdbc;

  Locks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Waits until no other transaction holds what is named. */
  public void hold(Id what) {
    jdbc.sql("SELECT pg_advisory_xact_lock(:key) IS NULL")
        .param("key", ByteBuffer.wrap(what.bytes()).getLong())
        .query(Boolean.class)
        .single();
  }
}
