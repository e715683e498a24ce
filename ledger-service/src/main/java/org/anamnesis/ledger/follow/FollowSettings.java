package org.anamnesis.ledger.follow;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the chain is followed.
 *
 * @param pollInterval how long to wait at the head before asking for the next block
 * @param retryInterval how long to wait after the node or the database failed
 * @param maxRange most blocks asked for at once while catching up; nodes answer for at most 5,000
 * @param staleAfter age of the indexed head past which this service is not ready
 */
@Validated
@ConfigurationProperties("anamnesis.follow")
record FollowSettings(
    @DefaultValue("200ms") @NotNull @DurationMin(millis = 10) Duration pollInterval,
    @DefaultValue("1s") @NotNull @DurationMin(millis = 10) Duration retryInterval,
    @DefaultValue("1000") @Min(1) @Max(5000) int maxRange,
    @DefaultValue("60s") @NotNull @DurationMin(seconds = 1) Duration staleAfter) {}
