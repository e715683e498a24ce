package org.anamnesis.integrator.network;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The chain's node.
 *
 * @param url JSON-RPC over HTTP of the node that is both written to and read from
 */
@ConfigurationProperties("anamnesis.chain")
record ChainSettings(URI url) {}
