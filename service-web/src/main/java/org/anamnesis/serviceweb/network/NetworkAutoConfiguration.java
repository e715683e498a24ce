package org.anamnesis.serviceweb.network;

import java.nio.file.Path;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.network.NetworkFile;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

/** Reads the file that {@code anamnesis.network-file} names, at the start. */
@AutoConfiguration
@ConditionalOnProperty("anamnesis.network-file")
public class NetworkAutoConfiguration {
  @Bean
  NetworkFile networkFile(@Value("${anamnesis.network-file}") Path file, JsonMapper json) {
    return NetworkFile.read(file, json);
  }

  @Bean
  Registry registry(NetworkFile network) {
    return network.operationsFor();
  }
}
