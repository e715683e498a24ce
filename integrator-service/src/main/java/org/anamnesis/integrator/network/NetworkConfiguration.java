package org.anamnesis.integrator.network;

import org.anamnesis.contracts.chain.EthereumNode;
import org.anamnesis.contracts.chain.JsonRpcNode;
import org.anamnesis.contracts.chain.NodeTimeouts;
import org.anamnesis.protocol.network.NetworkFile;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The node to write to and read from, and the registry that it must have. */
@Configuration(proxyBeanMethods = false)
class NetworkConfiguration {
  @Bean
  EthereumNode node(ChainSettings settings) {
    return JsonRpcNode.open(settings.url(), NodeTimeouts.USUAL);
  }

  @Bean
  RegistryIdentity registryIdentity(NetworkFile network) {
    return RegistryIdentity.of(network);
  }
}
