package org.anamnesis.gateway.chain;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The node that answers.
 *
 * @param url its JSON-RPC address
 * @param maxAnswer the largest answer that is passed back
 * @param timeout how long an answer may take
 */
@Validated
@ConfigurationProperties("anamnesis.chain")
record ChainSettings(
    @NotNull URI url,
    @DefaultValue("8MB") DataSize maxAnswer,
    @DefaultValue("10s") Duration timeout) {}
