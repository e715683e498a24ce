package org.anamnesis.integrator;

import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/** Real transactions around which the caller can be made to crash. */
final class CrashingTransactions extends TransactionTemplate {
  private static final long serialVersionUID = 1L;

  boolean crashBeforeCommit;
  boolean crashAfterCommit;

  CrashingTransactions(PlatformTransactionManager manager) {
    super(manager);
  }

  @Override
  public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
    T result =
        super.execute(status -> {
          T inside = action.doInTransaction(status);
          if (crashBeforeCommit) {
            throw new Crash("before the commit");
          }
          return inside;
        });
    if (crashAfterCommit) {
      throw new Crash("after the commit");
    }
    return result;
  }
}
