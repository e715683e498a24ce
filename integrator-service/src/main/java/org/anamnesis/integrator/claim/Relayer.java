package org.anamnesis.integrator.claim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.anamnesis.contracts.chain.AccountKey;
import org.anamnesis.protocol.id.EthereumAddress;
import org.anamnesis.protocol.id.Registry;

/**
 * Who signs batches, and for which registry.
 *
 * @param key the account's key; its text shows the address only
 * @param registry chain id and contract
 */
public record Relayer(AccountKey key, Registry registry) {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  /** The account. */
  public EthereumAddress address() {
    return key.address();
  }

  /**
   * Reads the key's file.
   *
   * @throws IllegalStateException with a sentence if it is not there, open to others, or no key
   */
  public static AccountKey readKey(Path file) {
    try {
      if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
        throw new IllegalStateException(
            "the relayer's key file " + file + " must be readable by its owner only (mode 600)");
      }
      return AccountKey.parse(Files.readString(file).strip());
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalStateException("no relayer's key can be read from " + file, e);
    }
  }
}
