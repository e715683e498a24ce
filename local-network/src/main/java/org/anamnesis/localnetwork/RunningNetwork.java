package org.anamnesis.localnetwork;

import java.net.URI;
import java.util.Map;

/**
 * What a running network tells those who look for it; no secrets.
 *
 * @param process of the launcher; it ends the others
 * @param gateway where clients go
 * @param chain JSON-RPC of the node
 * @param chainKind anvil, besu or running
 * @param objectStore S3
 * @param database port of Postgres
 * @param services where each answers
 * @param networkFile what clients pin
 */
public record RunningNetwork(
    long process,
    URI gateway,
    URI chain,
    String chainKind,
    URI objectStore,
    int database,
    Map<Service, URI> services,
    String networkFile) {}
