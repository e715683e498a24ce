package org.anamnesis.contracts.chain;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.anamnesis.protocol.id.EthereumAddress;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Hash;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.Sign;
import org.web3j.crypto.TransactionEncoder;

/** The secp256k1 key of an Ethereum account. Its text shows the address only. */
public final class AccountKey {
  private static final int OCTETS = 32;

  private final Credentials credentials;

  private AccountKey(Credentials credentials) {
    this.credentials = credentials;
  }

  /**
   * Reads 64 hexadecimal digits, after {@code 0x} or without it.
   *
   * @throws IllegalArgumentException if it is no private key; the message does not repeat it
   */
  public static AccountKey parse(String hex) {
    String digits = hex.startsWith("0x") ? hex.substring(2) : hex;
    if (!digits.matches("[0-9a-fA-F]{64}")) {
      throw new IllegalArgumentException("expected a private key of 64 hexadecimal digits");
    }
    BigInteger secret = new BigInteger(digits, 16);
    if (secret.signum() == 0 || secret.compareTo(Sign.CURVE_PARAMS.getN()) >= 0) {
      throw new IllegalArgumentException("the private key is out of range");
    }
    return new AccountKey(Credentials.create(ECKeyPair.create(secret)));
  }

  /** Makes a new key. */
  public static AccountKey generate(SecureRandom random) {
    while (true) {
      byte[] secret = new byte[OCTETS];
      random.nextBytes(secret);
      BigInteger number = new BigInteger(1, secret);
      if (number.signum() != 0 && number.compareTo(Sign.CURVE_PARAMS.getN()) < 0) {
        return new AccountKey(Credentials.create(ECKeyPair.create(number)));
      }
    }
  }

  /** The account's address. */
  public EthereumAddress address() {
    return new EthereumAddress(credentials.getAddress());
  }

  /** The secret as 64 hexadecimal digits, for its key file alone. */
  public String secretHex() {
    byte[] padded = new byte[OCTETS];
    byte[] number = credentials.getEcKeyPair().getPrivateKey().toByteArray();
    int length = Math.min(OCTETS, number.length);
    System.arraycopy(number, number.length - length, padded, OCTETS - length, length);
    return HexFormat.of().formatHex(padded);
  }

  /**
   * Signs a transaction of gas price 0 in the form of EIP-155. The same arguments give the same
   * octets.
   */
  public SignedTransaction sign(long chainId, long nonce, long gasLimit, Call call) {
    RawTransaction transaction =
        RawTransaction.createTransaction(
            BigInteger.valueOf(nonce),
            BigInteger.ZERO,
            BigInteger.valueOf(gasLimit),
            call.to().map(EthereumAddress::text).orElse(""),
            call.input().hex());
    byte[] raw = TransactionEncoder.signMessage(transaction, chainId, credentials);
    TransactionHash hash = new TransactionHash("0x" + HexFormat.of().formatHex(Hash.sha3(raw)));
    return new SignedTransaction(hash, nonce, gasLimit, Octets.of(raw));
  }

  @Override
  public String toString() {
    return "AccountKey[" + address() + "]";
  }
}
