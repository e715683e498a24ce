package org.anamnesis.ledger.index;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.anamnesis.contracts.chain.BlockHash;
import org.anamnesis.contracts.chain.TransactionHash;
import org.anamnesis.protocol.id.Bytes32;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.Id;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.OrganisationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.id.StoreId;
import org.anamnesis.protocol.key.PublicPoint;
import org.anamnesis.protocol.key.Signature;
import org.anamnesis.protocol.operation.Message;
import org.anamnesis.protocol.operation.SignedOperation;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * How the index's columns hold ids and numbers. A {@code u64} is an unsigned {@code long} in Java.
 */
public final class Columns {
  private Columns() {}

  /** A {@code u64} as Postgres takes it. */
  public static BigDecimal u64(long value) {
    return new BigDecimal(Long.toUnsignedString(value));
  }

  /** An array of words as a parameter. */
  public static SqlArrayValue words(Collection<? extends Id> ids) {
    return new SqlArrayValue(
        "bytea", (Object[]) ids.stream().map(Id::bytes).toArray(byte[][]::new));
  }

  /** Reads a {@code u64}. */
  public static long u64(ResultSet row, String column) throws SQLException {
    return row.getBigDecimal(column).toBigIntegerExact().longValue();
  }

  static byte[] octets(BlockHash hash) {
    return HexFormat.of().parseHex(hash.text().substring(2));
  }

  static byte[] octets(TransactionHash hash) {
    return HexFormat.of().parseHex(hash.text().substring(2));
  }

  static byte[] octets(List<Signature> signatures) {
    ByteBuffer all = ByteBuffer.allocate(signatures.size() * Signature.SIZE);
    signatures.forEach(signature -> all.put(signature.octets()));
    return all.array();
  }

  /** Reads a block from three columns, {@code <name>_number}, {@code _hash} and {@code _time}. */
  public static Checkpoint checkpoint(ResultSet row, String name) throws SQLException {
    return new Checkpoint(
        row.getLong(name + "_number"), blockHash(row, name + "_hash"), row.getLong(name + "_time"));
  }

  static BlockHash blockHash(ResultSet row, String column) throws SQLException {
    return new BlockHash("0x" + HexFormat.of().formatHex(row.getBytes(column)));
  }

  /** Reads a signed operation from the columns message and signatures, neither of them null. */
  public static SignedOperation signedOperation(ResultSet row, Registry registry)
      throws SQLException {
    List<Signature> signatures = new ArrayList<>();
    ByteBuffer all = ByteBuffer.wrap(row.getBytes("signatures"));
    while (all.hasRemaining()) {
      byte[] one = new byte[Signature.SIZE];
      all.get(one);
      signatures.add(Signature.of(one));
    }
    return new SignedOperation(Message.parse(row.getBytes("message"), registry), signatures);
  }

  /** Reads a transaction's hash. */
  public static TransactionHash transaction(ResultSet row, String column) throws SQLException {
    return new TransactionHash("0x" + HexFormat.of().formatHex(row.getBytes(column)));
  }

  /** Reads a hash. */
  public static Hash hash(ResultSet row, String column) throws SQLException {
    return Hash.of(row.getBytes(column));
  }

  /** Reads a participant. */
  public static ParticipantId participant(ResultSet row, String column) throws SQLException {
    return ParticipantId.of(row.getBytes(column));
  }

  /** Reads an organisation. */
  public static OrganisationId organisation(ResultSet row, String column) throws SQLException {
    return OrganisationId.of(row.getBytes(column));
  }

  /** Reads a record. */
  public static RecordId record(ResultSet row, String column) throws SQLException {
    return RecordId.of(row.getBytes(column));
  }

  /** Reads a store. */
  public static StoreId store(ResultSet row, String column) throws SQLException {
    return StoreId.of(row.getBytes(column));
  }

  /** Reads an operation. */
  public static OperationId operation(ResultSet row, String column) throws SQLException {
    return OperationId.of(row.getBytes(column));
  }

  /** Reads a public key from two columns, {@code <name>_x} and {@code <name>_y}. */
  public static PublicPoint point(ResultSet row, String name) throws SQLException {
    return new PublicPoint(
        Bytes32.of(row.getBytes(name + "_x")), Bytes32.of(row.getBytes(name + "_y")));
  }
}
