/**
 * The network that a service or client belongs to, as {@code network.json} describes it. The file
 * is given out of band and read once at the start. It says for which chain and contract operations
 * are signed, and whose keys a client pins.
 */
@NullMarked
package org.anamnesis.protocol.network;

import org.jspecify.annotations.NullMarked;
