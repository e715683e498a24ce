package org.anamnesis.integrator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.function.ToLongFunction;
import javax.sql.DataSource;
import org.anamnesis.contracts.chain.AccountKey;
import org.anamnesis.contracts.chain.EthereumNode;
import org.anamnesis.contracts.registry.GasBounds;
import org.anamnesis.integrator.batch.BatchClosing;
import org.anamnesis.integrator.batch.BatchSettings;
import org.anamnesis.integrator.claim.Lease;
import org.anamnesis.integrator.claim.RelayerSettings;
import org.anamnesis.integrator.claim.Stops;
import org.anamnesis.integrator.confirm.DeadLetters;
import org.anamnesis.integrator.network.RegistryIdentity;
import org.anamnesis.integrator.operate.Round;
import org.anamnesis.integrator.submit.SubmitSettings;
import org.anamnesis.protocol.operation.Kind;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** One process's integrator as it is wired in production, without its loop: a test runs rounds. */
final class RunningIntegrator implements AutoCloseable {
  final FaultyNode node;
  final CrashingTransactions transactions;
  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext();

  /** What a test may choose. */
  record Options(
      BatchSettings batch, Duration lease, Duration resendAfter, ToLongFunction<Kind> gas) {
    static final Options USUAL =
        new Options(
            new BatchSettings(14_000_000, 500, Duration.ZERO, 16),
            Duration.ofMinutes(1),
            Duration.ZERO,
            GasBounds::of);

    Options batch(long maxGas, int maxOperations, Duration maxAge, int maxInFlight) {
      return new Options(
          new BatchSettings(maxGas, maxOperations, maxAge, maxInFlight), lease, resendAfter, gas);
    }

    Options gas(ToLongFunction<Kind> bound) {
      return new Options(batch, lease, resendAfter, bound);
    }

    Options resendAfter(Duration wait) {
      return new Options(batch, lease, wait, gas);
    }
  }

  RunningIntegrator(
      DataSource database,
      EthereumNode real,
      RegistryIdentity identity,
      AccountKey key,
      Clock clock,
      Options options) {
    node = new FaultyNode(real);
    transactions = new CrashingTransactions(new JdbcTransactionManager(database));
    context.registerBean(EthereumNode.class, () -> node, bean -> bean.setDestroyMethodName(""));
    context.registerBean(TransactionTemplate.class, () -> transactions);
    context.registerBean(JdbcClient.class, () -> JdbcClient.create(database));
    context.registerBean(RegistryIdentity.class, () -> identity);
    context.registerBean(Clock.class, () -> clock);
    context.registerBean(BatchSettings.class, options::batch);
    context.registerBean(SubmitSettings.class, () -> new SubmitSettings(options.resendAfter()));
    context.registerBean(
        RelayerSettings.class, () -> new RelayerSettings(keyFile(key), options.lease()));
    context.register(IntegratorConfiguration.class);
    context.registerBean(
        "limits",
        BatchClosing.Limits.class,
        () -> new BatchClosing.Limits(options.batch(), options.gas(), clock));
    context.refresh();
  }

  private static Path keyFile(AccountKey key) {
    try {
      Path file =
          Files.createTempFile(
              "relayer",
              ".key",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, key.secretHex());
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Round.Outcome round() {
    return context.getBean(Round.class).once();
  }

  boolean takeLease() {
    return context.getBean(Lease.class).hold();
  }

  Stops stops() {
    return context.getBean(Stops.class);
  }

  DeadLetters deadLetters() {
    return context.getBean(DeadLetters.class);
  }

  /** Ends in good order: the lease is given back. */
  @Override
  public void close() {
    context.close();
  }
}
