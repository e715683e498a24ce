package org.anamnesis.record.operation;

import javax.sql.DataSource;
import org.anamnesis.outbox.Outbox;
import org.anamnesis.outbox.OutboxSchema;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The outbox, whose schema this service alone migrates. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
  OutboxConfiguration.RoleSettings.class,
  AcceptanceSettings.class,
  BacklogSettings.class
})
class OutboxConfiguration {
  /**
   * Who may use the outbox.
   *
   * @param integratorRole the integrator's database role; this service's own unless set
   */
  @ConfigurationProperties("anamnesis.outbox")
  record RoleSettings(@Nullable String integratorRole) {}

  @Bean
  Outbox outbox(DataSource database, JdbcClient jdbc, RoleSettings roles) {
    String own = jdbc.sql("SELECT current_user").query(String.class).single();
    String integrator = roles.integratorRole();
    OutboxSchema.migrate(database, own, integrator == null ? own : integrator);
    return new Outbox(jdbc);
  }

  @Bean
  TransactionTemplate transactions(PlatformTransactionManager manager) {
    return new TransactionTemplate(manager);
  }
}
