package org.anamnesis.gateway.session;

import java.time.Instant;
import java.util.UUID;

/** A session that began, and when its token ends. */
record Session(UUID id, Instant expiresAt) {}
