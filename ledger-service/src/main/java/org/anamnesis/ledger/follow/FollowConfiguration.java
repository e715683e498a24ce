package org.anamnesis.ledger.follow;

import org.anamnesis.contracts.chain.BlockHash;
import org.anamnesis.contracts.chain.EthereumNode;
import org.anamnesis.contracts.chain.JsonRpcNode;
import org.anamnesis.contracts.chain.NodeTimeouts;
import org.anamnesis.ledger.index.FollowedRegistries;
import org.anamnesis.ledger.index.FollowedRegistry;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.network.NetworkFile;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Connects the follower with the node that the settings name. */
@Configuration
@EnableConfigurationProperties({ChainSettings.class, FollowSettings.class})
class FollowConfiguration {
  @Bean
  EthereumNode ethereumNode(ChainSettings settings) {
    return JsonRpcNode.open(settings.url(), NodeTimeouts.USUAL);
  }

  @Bean
  FollowedNetwork followedNetwork(
      NetworkFile file, EthereumNode node, FollowedRegistries registries) {
    return new FollowedNetwork(
        new FollowedRegistry(
            file.operationsFor(), new BlockHash(file.genesisHash()), file.registryBlock()),
        Hash.parse(file.registryCodeHash().substring(2)),
        node,
        registries);
  }

  @Bean
  RegistryReader registryReader(Registry registry, EthereumNode node) {
    return new RegistryReader(node, registry);
  }
}
