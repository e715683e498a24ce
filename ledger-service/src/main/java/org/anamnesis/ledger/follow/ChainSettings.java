package org.anamnesis.ledger.follow;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where the chain is.
 *
 * @param url the JSON-RPC address of an Ethereum node
 */
@Validated
@ConfigurationProperties("anamnesis.chain")
record ChainSettings(@NotNull URI url) {}
