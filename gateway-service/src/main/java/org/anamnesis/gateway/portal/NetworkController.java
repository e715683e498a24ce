package org.anamnesis.gateway.portal;

import org.anamnesis.protocol.network.NetworkFile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The network as this gateway knows it; a client compares it with its own file. */
@RestController
class NetworkController {
  private final NetworkFile network;

  NetworkController(NetworkFile network) {
    this.network = network;
  }

  @GetMapping("/v1/network")
  NetworkFile network() {
    return network;
  }
}
