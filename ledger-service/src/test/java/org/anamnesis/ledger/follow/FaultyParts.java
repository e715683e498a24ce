package org.anamnesis.ledger.follow;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import org.anamnesis.contracts.chain.EthereumNode;

/**
 * A database and a node that fail at the n-th thing asked of them, before or after it was done:
 * where a process may die.
 */
final class FaultyParts {
  private static final Set<String> ASKED =
      Set.of(
          "getConnection",
          "execute",
          "executeQuery",
          "executeUpdate",
          "commit",
          "head",
          "block",
          "receipts",
          "chainId",
          "code");

  /** The process is gone. */
  static final class Died extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private int left = Integer.MAX_VALUE;
  private boolean afterwards;
  private boolean dead;

  /** Lets so many calls through, and dies at the next one, before it or right after. */
  void dieAfter(int calls, boolean afterTheCall) {
    left = calls;
    afterwards = afterTheCall;
  }

  /** Whether they have died. */
  boolean areDead() {
    return dead;
  }

  /** Makes them as new. Returns whether they had died. */
  boolean heal() {
    boolean died = dead;
    dead = false;
    left = Integer.MAX_VALUE;
    return died;
  }

  DataSource over(DataSource database) {
    return watched(database, DataSource.class);
  }

  EthereumNode over(EthereumNode node) {
    return watched(node, EthereumNode.class);
  }

  private <T> T watched(Object target, Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              boolean counts = ASKED.contains(method.getName());
              boolean last = counts && !dead && left-- == 0;
              dead |= last;
              if (counts && dead && !(last && afterwards)) {
                throw new Died();
              }
              Object result;
              try {
                result = method.invoke(target, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
              if (last) {
                abandon(result);
                throw new Died();
              }
              return wrapped(result);
            }));
  }

  private Object wrapped(Object result) {
    return switch (result) {
      case PreparedStatement statement -> watched(statement, PreparedStatement.class);
      case Connection connection -> watched(connection, Connection.class);
      case null, default -> result;
    };
  }

  private static void abandon(Object result) throws SQLException {
    if (result instanceof Connection connection) {
      connection.close();
    }
  }
}
