package org.anamnesis.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.anamnesis.client.gateway.GatewayUnavailableException;
import org.anamnesis.protocol.code.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnamnesisTest {
  @Test
  void asksNothingMoreOnceItIsClosed(@TempDir Path state) {
    try (StandIn gateway = new StandIn()) {
      Anamnesis doctor = gateway.person(Role.DOCTOR, state);
      assertThat(doctor.people().find(doctor.keys().participant()).role()).isEqualTo(Role.DOCTOR);

      doctor.close();
      assertThatThrownBy(() -> doctor.consents().list())
          .isInstanceOf(GatewayUnavailableException.class);
    }
  }
}
