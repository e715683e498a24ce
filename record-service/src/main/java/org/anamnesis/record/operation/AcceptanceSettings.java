package org.anamnesis.record.operation;

import java.nio.file.Path;
import java.time.Duration;
import org.anamnesis.protocol.id.StoreId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What acceptances are signed with.
 *
 * @param store this store's id, 64 hexadecimal digits
 * @param key PEM file of the store's service key
 * @param leastTimeLeft how long an operation must still be valid when it is accepted
 */
@ConfigurationProperties("anamnesis.acceptance")
record AcceptanceSettings(String store, Path key, @DefaultValue("30s") Duration leastTimeLeft) {
  AcceptanceSettings {
    StoreId.parse(store);
  }

  StoreId storeId() {
    return StoreId.parse(store);
  }
}
