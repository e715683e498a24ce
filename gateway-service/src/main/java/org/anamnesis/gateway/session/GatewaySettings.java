package org.anamnesis.gateway.session;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * What this gateway is.
 *
 * @param origin scheme, host and port under which people reach it, as in {@code location.origin}
 * @param tokenKey PKCS#8 PEM file of the P-256 key that signs its tokens
 */
@Validated
@ConfigurationProperties("anamnesis.gateway")
record GatewaySettings(
    @NotNull @Pattern(regexp = "https?://[^/\\s]+", message = "must be like http://host:port")
        String origin,
    @NotNull Path tokenKey) {}
