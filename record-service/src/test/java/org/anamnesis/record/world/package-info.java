/**
 * What the record service needs around it to be asked over HTTP: a real Postgres, a real S3 server,
 * and a small ledger service that answers what a test tells it. People have real keys, and what
 * they sign is real. The whole with a chain is tested in system-tests.
 */
@NullMarked
package org.anamnesis.record.world;

import org.jspecify.annotations.NullMarked;
