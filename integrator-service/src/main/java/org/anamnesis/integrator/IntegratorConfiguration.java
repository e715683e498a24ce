package org.anamnesis.integrator;

import java.time.Clock;
import java.util.UUID;
import org.anamnesis.contracts.chain.EthereumNode;
import org.anamnesis.contracts.registry.GasBounds;
import org.anamnesis.integrator.batch.BatchClosing;
import org.anamnesis.integrator.batch.BatchSettings;
import org.anamnesis.integrator.batch.BatchSigning;
import org.anamnesis.integrator.batch.Batches;
import org.anamnesis.integrator.batch.CarriedByOthers;
import org.anamnesis.integrator.batch.Expiring;
import org.anamnesis.integrator.batch.NextNumbers;
import org.anamnesis.integrator.batch.Transactions;
import org.anamnesis.integrator.claim.Lease;
import org.anamnesis.integrator.claim.Relayer;
import org.anamnesis.integrator.claim.RelayerSettings;
import org.anamnesis.integrator.claim.Stops;
import org.anamnesis.integrator.confirm.Confirming;
import org.anamnesis.integrator.confirm.DeadLetters;
import org.anamnesis.integrator.confirm.Outcomes;
import org.anamnesis.integrator.confirm.Settling;
import org.anamnesis.integrator.network.ChainGuard;
import org.anamnesis.integrator.network.RegistryIdentity;
import org.anamnesis.integrator.operate.Pulse;
import org.anamnesis.integrator.operate.Round;
import org.anamnesis.integrator.submit.Sending;
import org.anamnesis.integrator.submit.SigningAnew;
import org.anamnesis.integrator.submit.SubmitSettings;
import org.anamnesis.outbox.Outbox;
import org.anamnesis.outbox.OutboxClaims;
import org.anamnesis.outbox.OutboxSchema;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the steps of a round together, for one relayer, over one database and one node. */
@Configuration(proxyBeanMethods = false)
class IntegratorConfiguration {
  @Bean
  OutboxClaims claims(JdbcClient jdbc) {
    OutboxSchema.requireCurrent(jdbc);
    return new OutboxClaims(jdbc);
  }

  @Bean
  Relayer relayer(RelayerSettings settings, RegistryIdentity registry) {
    return new Relayer(Relayer.readKey(settings.keyFile()), registry.registry());
  }

  @Bean(destroyMethod = "release")
  Lease lease(JdbcClient jdbc, Relayer relayer, RelayerSettings settings) {
    return new Lease(jdbc, relayer, UUID.randomUUID(), settings.lease());
  }

  @Bean
  Stops stops(JdbcClient jdbc, Relayer relayer, Clock clock) {
    return new Stops(jdbc, relayer, clock);
  }

  @Bean
  ChainGuard guard(EthereumNode node, RegistryIdentity registry, JdbcClient jdbc) {
    return new ChainGuard(node, registry, jdbc);
  }

  @Bean
  Transactions transactions(JdbcClient jdbc, Relayer relayer, Clock clock) {
    return new Transactions(jdbc, relayer, clock);
  }

  @Bean
  Batches batches(JdbcClient jdbc, Relayer relayer, Clock clock) {
    return new Batches(jdbc, relayer, clock);
  }

  @Bean
  NextNumbers numbers(
      EthereumNode node, Relayer relayer, Transactions transactions, Batches batches) {
    return new NextNumbers(node, relayer, transactions, batches);
  }

  @Bean
  BatchSigning signing(
      Relayer relayer, Lease lease, Batches batches, Transactions transactions, JdbcClient jdbc) {
    return new BatchSigning(relayer, lease, batches, transactions, new Outbox(jdbc));
  }

  @Bean
  BatchClosing.Limits limits(BatchSettings settings, Clock clock) {
    return new BatchClosing.Limits(settings, GasBounds::of, clock);
  }

  @Bean
  BatchClosing closing(
      OutboxClaims claims,
      Transactions transactions,
      BatchSigning signing,
      NextNumbers numbers,
      BatchClosing.Limits limits,
      TransactionTemplate inTransaction) {
    return new BatchClosing(claims, transactions, signing, numbers, limits, inTransaction);
  }

  @Bean
  SigningAnew signingAnew(
      Batches batches,
      Transactions transactions,
      BatchSigning signing,
      NextNumbers numbers,
      Stops stops,
      TransactionTemplate inTransaction) {
    return new SigningAnew(batches, transactions, signing, numbers, stops, inTransaction);
  }

  @Bean
  Sending sending(
      EthereumNode node, Transactions transactions, SubmitSettings settings, Clock clock) {
    return new Sending(node, transactions, settings, clock);
  }

  @Bean
  DeadLetters deadLetters(JdbcClient jdbc, OutboxClaims claims, Relayer relayer, Clock clock) {
    return new DeadLetters(jdbc, claims, relayer, clock);
  }

  @Bean
  Settling.Destinations destinations(OutboxClaims claims, DeadLetters deadLetters) {
    return new Settling.Destinations(claims, deadLetters);
  }

  @Bean
  CarriedByOthers carriedByOthers(EthereumNode node, Relayer relayer, Lease lease) {
    return new CarriedByOthers(node, relayer, lease);
  }

  @Bean
  Expiring expiring(
      OutboxClaims claims, CarriedByOthers carriedByOthers, TransactionTemplate inTransaction) {
    return new Expiring(claims, carriedByOthers, inTransaction);
  }

  @Bean
  Outcomes outcomes(Relayer relayer, Batches batches, CarriedByOthers carriedByOthers) {
    return new Outcomes(relayer, batches, carriedByOthers);
  }

  @Bean
  Settling settling(
      Lease lease,
      Stops stops,
      Batches batches,
      Transactions transactions,
      Settling.Destinations destinations) {
    return new Settling(lease, stops, batches, transactions, destinations);
  }

  @Bean
  Confirming confirming(
      EthereumNode node,
      Relayer relayer,
      Transactions transactions,
      Outcomes outcomes,
      Settling settling,
      TransactionTemplate inTransaction) {
    return new Confirming(node, relayer, transactions, outcomes, settling, inTransaction);
  }

  @Bean
  Pulse pulse(OutboxClaims claims, Clock clock) {
    return new Pulse(claims, clock);
  }

  @Bean
  Round.Rights rights(Lease lease, Stops stops, ChainGuard guard, NextNumbers numbers) {
    return new Round.Rights(lease, stops, guard, numbers);
  }

  @Bean
  Round.Work work(
      Confirming confirming,
      SigningAnew signingAnew,
      Expiring expiring,
      BatchClosing closing,
      Sending sending) {
    return new Round.Work(confirming, signingAnew, expiring, closing, sending);
  }

  @Bean
  Round round(EthereumNode node, Pulse pulse, Round.Rights rights, Round.Work work) {
    return new Round(node, pulse, rights, work);
  }
}
