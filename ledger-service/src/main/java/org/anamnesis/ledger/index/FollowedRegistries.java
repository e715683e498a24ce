package org.anamnesis.ledger.index;

import java.util.HexFormat;
import org.anamnesis.protocol.id.EthereumAddress;
import org.anamnesis.protocol.id.Registry;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The registry that the database follows: one for good, the first that claimed it. */
@Repository
public class FollowedRegistries {
  private final JdbcClient jdbc;

  FollowedRegistries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Claims a database that is not claimed yet. Returns whose it is. */
  public FollowedRegistry claim(FollowedRegistry claimed) {
    jdbc.sql(
            """
            INSERT INTO ledger.network (chain_id, genesis_hash, registry, registry_block)
            VALUES (:chain, :genesis, :registry, :block)
            ON CONFLICT DO NOTHING
            """)
        .param("chain", claimed.registry().chainId())
        .param("genesis", Columns.octets(claimed.genesisHash()))
        .param("registry", claimed.registry().address().bytes())
        .param("block", claimed.block())
        .update();
    return jdbc.sql("SELECT chain_id, genesis_hash, registry, registry_block FROM ledger.network")
        .query((row, n) ->
            new FollowedRegistry(
                new Registry(
                    row.getLong("chain_id"),
                    new EthereumAddress("0x" + HexFormat.of().formatHex(row.getBytes("registry")))),
                Columns.blockHash(row, "genesis_hash"),
                row.getLong("registry_block")))
        .single();
  }
}
