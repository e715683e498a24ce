package org.anamnesis.outbox;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What has been accepted and is not on the chain yet, by which the record service decides to refuse
 * new work.
 *
 * @param depth how many operations, counted up to the bound asked for
 * @param oldestAcceptedAt Unix seconds, of the oldest of them
 * @param oldestAccessAcceptedAt Unix seconds, of the oldest ACCESS among them (PROTOCOL.md section
 *     8: releases stop past 600 s)
 * @param head what the integrator last saw of the chain; empty if it never ran
 */
public record Backlog(
    long depth,
    OptionalLong oldestAcceptedAt,
    OptionalLong oldestAccessAcceptedAt,
    Optional<ChainHead> head) {}
