package org.anamnesis.integrator.batch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.anamnesis.contracts.chain.Octets;
import org.anamnesis.contracts.chain.Receipt;
import org.anamnesis.contracts.chain.SignedTransaction;
import org.anamnesis.contracts.chain.TransactionHash;
import org.anamnesis.integrator.claim.Relayer;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Everything that was signed with the relayer's key. The schema lets one transaction at a time
 * carry a batch and one process sign a nonce; a final state is left only when a development chain
 * lost the block.
 */
public final class Transactions {
  private final JdbcClient jdbc;
  private final Relayer relayer;
  private final Clock clock;

  /** The transactions of a relayer. */
  public Transactions(JdbcClient jdbc, Relayer relayer, Clock clock) {
    this.jdbc = jdbc;
    this.relayer = relayer;
    this.clock = clock;
  }

  /** The highest nonce that was ever signed. */
  public OptionalLong lastNonce() {
    return number("SELECT max(nonce) FROM integrator.chain_tx WHERE signer = :signer");
  }

  /** Keeps a signed transaction, before it is sent. */
  public void keep(SignedTransaction signed, long batch) {
    of("""
    INSERT INTO integrator.chain_tx (signer, nonce, batch, hash, raw, gas_limit, state, signed_at)
    VALUES (:signer, :nonce, :batch, :hash, :raw, :gasLimit, 'SIGNED', :now)
    """)
        .param("nonce", signed.nonce())
        .param("batch", batch)
        .param("hash", octets(signed.hash()))
        .param("raw", signed.raw().bytes())
        .param("gasLimit", signed.gasLimit())
        .param("now", now())
        .update();
  }

  /** Those that carry a batch and have no receipt yet, in order of their nonces. */
  public List<CarryingTransaction> inFlight() {
    return of("""
    SELECT nonce, batch, hash, raw, gas_limit, sent_at FROM integrator.chain_tx
    WHERE signer = :signer AND state IN ('SIGNED', 'SENT') ORDER BY nonce
    """)
        .query((row, index) -> carrying(row))
        .list();
  }

  /** Those of them whose nonce the chain has used, in order of their nonces. */
  public List<CarryingTransaction> inFlightBefore(long nonce) {
    return of("""
    SELECT nonce, batch, hash, raw, gas_limit, sent_at FROM integrator.chain_tx
    WHERE signer = :signer AND state IN ('SIGNED', 'SENT') AND nonce < :nonce ORDER BY nonce
    """)
        .param("nonce", nonce)
        .query((row, index) -> carrying(row))
        .list();
  }

  /** Those of them that perhaps no node was given yet, in order of their nonces. */
  public List<CarryingTransaction> unsent() {
    return of("""
    SELECT nonce, batch, hash, raw, gas_limit, sent_at FROM integrator.chain_tx
    WHERE signer = :signer AND state IN ('SIGNED', 'SENT') AND sent_at IS NULL ORDER BY nonce
    """)
        .query((row, index) -> carrying(row))
        .list();
  }

  /**
   * Those of them that a node was given by then, in order of their nonces; none while the one that
   * the chain takes next was given later.
   */
  public List<CarryingTransaction> sentBy(Instant then) {
    return of("""
    SELECT nonce, batch, hash, raw, gas_limit, sent_at FROM integrator.chain_tx
    WHERE signer = :signer AND state IN ('SIGNED', 'SENT') AND sent_at <= :then
      AND (SELECT sent_at FROM integrator.chain_tx
           WHERE signer = :signer AND state IN ('SIGNED', 'SENT') ORDER BY nonce LIMIT 1) <= :then
    ORDER BY nonce
    """)
        .param("then", Timestamp.from(then))
        .query((row, index) -> carrying(row))
        .list();
  }

  /** Whether a transaction was signed here. */
  public boolean has(TransactionHash hash) {
    return of("SELECT count(*) FROM integrator.chain_tx WHERE signer = :signer AND hash = :hash")
            .param("hash", octets(hash))
            .query(Integer.class)
            .single()
        > 0;
  }

  /** How many there are of them. */
  public int countInFlight() {
    return of("""
    SELECT count(*) FROM integrator.chain_tx WHERE signer = :signer AND state IN ('SIGNED', 'SENT')
    """)
        .query(Integer.class)
        .single();
  }

  /** A node has taken it. */
  public void markSent(CarryingTransaction transaction) {
    of("""
    UPDATE integrator.chain_tx SET state = 'SENT', sent_at = :now, refusal = NULL
    WHERE signer = :signer AND nonce = :nonce AND state IN ('SIGNED', 'SENT')
    """)
        .param("nonce", transaction.signed().nonce())
        .param("now", now())
        .update();
  }

  /** A node would not take it; it is sent again later. */
  public void markRefused(CarryingTransaction transaction, String reason) {
    of("""
    UPDATE integrator.chain_tx SET sent_at = :now, refusal = :reason
    WHERE signer = :signer AND nonce = :nonce AND state IN ('SIGNED', 'SENT')
    """)
        .param("nonce", transaction.signed().nonce())
        .param("reason", reason)
        .param("now", now())
        .update();
  }

  /** It was mined; says whether that is news. */
  public boolean markMined(CarryingTransaction transaction, Receipt receipt) {
    return of("""
    UPDATE integrator.chain_tx
    SET state = :state, refusal = NULL, block_number = :block, gas_used = :gas
    WHERE signer = :signer AND nonce = :nonce AND state IN ('SIGNED', 'SENT')
    """)
            .param("nonce", transaction.signed().nonce())
            .param("state", receipt.succeeded() ? "APPLIED" : "REVERTED")
            .param("block", receipt.block())
            .param("gas", receipt.gasUsed())
            .update()
        == 1;
  }

  /** Its nonce was used by a transaction that was not signed here. */
  public void markReplaced(CarryingTransaction transaction) {
    of("""
    UPDATE integrator.chain_tx SET state = 'REPLACED'
    WHERE signer = :signer AND nonce = :nonce AND state IN ('SIGNED', 'SENT')
    """)
        .param("nonce", transaction.signed().nonce())
        .update();
  }

  /** Those whose receipt was read and whose nonce the chain says is still to come. */
  public List<MinedTransaction> minedFrom(long nonce, long upToBlock) {
    return of("""
    SELECT nonce, hash, block_number FROM integrator.chain_tx
    WHERE signer = :signer AND nonce >= :nonce AND state IN ('APPLIED', 'REVERTED') AND block_number <= :block
    ORDER BY nonce
    """)
        .param("nonce", nonce)
        .param("block", upToBlock)
        .query((row, index) ->
            new MinedTransaction(
                row.getLong("nonce"), hash(row.getBytes("hash")), row.getLong("block_number")))
        .list();
  }

  /**
   * The chain lost its block: it is sent again. One that had reverted stays as it is if its batch
   * is carried by a later transaction.
   */
  public void markLost(MinedTransaction transaction) {
    of("""
    UPDATE integrator.chain_tx AS lost
    SET state = 'SENT', sent_at = NULL, block_number = NULL, gas_used = NULL
    WHERE signer = :signer AND nonce = :nonce AND state IN ('APPLIED', 'REVERTED')
      AND NOT EXISTS (SELECT FROM integrator.chain_tx AS other
                      WHERE other.signer = lost.signer AND other.batch = lost.batch AND other.nonce <> lost.nonce
                        AND other.state IN ('SIGNED', 'SENT', 'APPLIED'))
    """)
        .param("nonce", transaction.nonce())
        .update();
  }

  /** The newest refusal of a node among those in flight. */
  public Optional<String> refusal() {
    return of("""
    SELECT refusal FROM integrator.chain_tx
    WHERE signer = :signer AND state IN ('SIGNED', 'SENT') AND refusal IS NOT NULL ORDER BY nonce LIMIT 1
    """)
        .query(String.class)
        .optional();
  }

  private OptionalLong number(String sql) {
    Long value = of(sql).query(Long.class).optional().orElse(null);
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }

  private JdbcClient.StatementSpec of(String sql) {
    return jdbc.sql(sql).param("signer", relayer.address().bytes());
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  private static CarryingTransaction carrying(ResultSet row) throws SQLException {
    SignedTransaction signed =
        new SignedTransaction(
            hash(row.getBytes("hash")),
            row.getLong("nonce"),
            row.getLong("gas_limit"),
            Octets.of(row.getBytes("raw")));
    return new CarryingTransaction(
        signed,
        row.getLong("batch"),
        Optional.ofNullable(row.getTimestamp("sent_at")).map(Timestamp::toInstant));
  }

  private static TransactionHash hash(byte[] octets) {
    return new TransactionHash("0x" + HexFormat.of().formatHex(octets));
  }

  private static byte[] octets(TransactionHash hash) {
    return HexFormat.of().parseHex(hash.text().substring(2));
  }
}
