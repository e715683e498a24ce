package org.anamnesis.localnetwork.demo;

import java.net.URI;
import java.nio.file.Path;
import org.anamnesis.protocol.network.NetworkFile;

/**
 * What the demo stands on: a local network that is up.
 *
 * @param network what clients pin
 * @param chain the node's JSON-RPC, to check against directly
 * @param keys where the registrar's keys lie
 * @param buckets where the object store keeps its octets
 * @param synthea the jar that makes patients
 * @param work an empty folder for the documents
 * @param log what Synthea says
 */
public record DemoGround(
    NetworkFile network, URI chain, Path keys, Path buckets, Path synthea, Path work, Path log) {}
