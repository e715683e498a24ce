/**
 * The servers that Anamnesis stands on, started for real on one machine: Postgres, an S3 server and
 * an Ethereum node. The local network and the tests of every module start them from here, on
 * loopback and on free ports. Each dies with the process that started it, even when that is killed.
 */
@NullMarked
package org.anamnesis.localparts;

import org.jspecify.annotations.NullMarked;
