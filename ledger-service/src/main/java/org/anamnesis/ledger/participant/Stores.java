package org.anamnesis.ledger.participant;

import java.util.Optional;
import org.anamnesis.ledger.index.Columns;
import org.anamnesis.protocol.code.Numbered;
import org.anamnesis.protocol.code.StoreStatus;
import org.anamnesis.protocol.id.StoreId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The stores of the index, each as its STORE of the highest sequence says. */
@Repository
public class Stores {
  private final JdbcClient jdbc;

  Stores(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The store, if the chain has it. */
  public Optional<Store> find(StoreId id) {
    return jdbc.sql(
            """
            SELECT store, organisation, signing_x, signing_y, status, sequence
              FROM ledger.store_change WHERE store = :id ORDER BY sequence DESC LIMIT 1
            """)
        .param("id", id.bytes())
        .query((row, n) ->
            new Store(
                Columns.store(row, "store"),
                Columns.organisation(row, "organisation"),
                Columns.point(row, "signing"),
                Numbered.of(StoreStatus.class, row.getInt("status")),
                Columns.u64(row, "sequence")))
        .optional();
  }
}
