package org.anamnesis.gateway.limit;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Requests a second, on average; ten times as many may come at once.
 *
 * @param address of one network address, for everything
 * @param signIn of one network address, for signing in
 * @param participant of one participant
 */
@Validated
@ConfigurationProperties("anamnesis.limits")
record LimitSettings(
    @Min(1) @DefaultValue("500") int address,
    @Min(1) @DefaultValue("20") int signIn,
    @Min(1) @DefaultValue("200") int participant) {}
