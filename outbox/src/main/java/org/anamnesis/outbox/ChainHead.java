package org.anamnesis.outbox;

import java.time.Instant;

/**
 * The newest block that the integrator saw.
 *
 * @param block its height
 * @param blockTime its time in Unix seconds; its age tells whether the chain goes on
 * @param seenAt when the integrator last asked the node and was answered; its age tells whether the
 *     integrator goes on
 */
public record ChainHead(long block, long blockTime, Instant seenAt) {}
