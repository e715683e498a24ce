package org.anamnesis.integrator.network;

import java.util.HexFormat;
import java.util.Optional;
import org.anamnesis.contracts.chain.Block;
import org.anamnesis.contracts.chain.EthereumNode;
import org.anamnesis.contracts.registry.RegistryContract;
import org.anamnesis.protocol.id.EthereumAddress;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.Registry;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Approves the chain before anything is signed for it: node, {@code network.json} and database must
 * mean the same registry. The approval is withdrawn whenever the node did not answer, for what
 * answers next may be another chain.
 */
public final class ChainGuard {
  private final EthereumNode node;
  private final RegistryIdentity expected;
  private final JdbcClient jdbc;
  private volatile boolean approved;

  /** A guard that has approved nothing yet. */
  public ChainGuard(EthereumNode node, RegistryIdentity expected, JdbcClient jdbc) {
    this.node = node;
    this.expected = expected;
    this.jdbc = jdbc;
  }

  /** Whether the chain is approved. */
  public boolean isApproved() {
    return approved;
  }

  /** The node did not answer: whatever answers next is looked at anew. */
  public void withdraw() {
    approved = false;
  }

  /**
   * Asks the node who it is, unless it is approved already.
   *
   * @param more what else must agree, asked after the node was found to be the right one
   * @throws ChainMismatchException if it is another chain or registry than this integrator's
   */
  public void requireApproved(Runnable more) {
    if (approved) {
      return;
    }
    requireSame("chain id", expected.registry().chainId(), node.chainId());
    requireSame("genesis block", expected.genesis(), genesis());
    RegistryContract contract = new RegistryContract(node, expected.registry().address());
    requireSame("code of the registry", expected.code(), contract.codeHash());
    RegistryIdentity known = known().orElseGet(() -> remember());
    if (!known.equals(expected)) {
      throw new ChainMismatchException(
          "this database belongs to registry "
              + known.registry().address()
              + " on the chain with genesis block "
              + known.genesis()
              + ", network.json names "
              + expected.registry().address()
              + " with genesis block "
              + expected.genesis()
              + "; use the database of that registry, or start a network anew");
    }
    more.run();
    approved = true;
  }

  private Hash genesis() {
    Optional<Block> genesis = node.block(0);
    return RegistryIdentity.hash(
        genesis
            .orElseThrow(() -> new ChainMismatchException("the node has no genesis block"))
            .hash()
            .text());
  }

  private static <T> void requireSame(String what, T expected, T found) {
    if (!expected.equals(found)) {
      throw new ChainMismatchException(
          "the node is of another chain or registry: expected "
              + what
              + " "
              + expected
              + ", found "
              + found
              + "; was the chain reset?");
    }
  }

  private Optional<RegistryIdentity> known() {
    return jdbc.sql("SELECT chain_id, genesis_hash, address, code_hash FROM integrator.registry")
        .query((row, index) ->
            new RegistryIdentity(
                new Registry(
                    row.getLong("chain_id"),
                    new EthereumAddress("0x" + HexFormat.of().formatHex(row.getBytes("address")))),
                Hash.of(row.getBytes("genesis_hash")),
                Hash.of(row.getBytes("code_hash"))))
        .optional();
  }

  private RegistryIdentity remember() {
    jdbc.sql(
            """
            INSERT INTO integrator.registry (chain_id, genesis_hash, address, code_hash)
            VALUES (:chainId, :genesis, :address, :code) ON CONFLICT DO NOTHING
            """)
        .param("chainId", expected.registry().chainId())
        .param("genesis", expected.genesis().bytes())
        .param("address", expected.registry().address().bytes())
        .param("code", expected.code().bytes())
        .update();
    return known().orElseThrow();
  }
}
