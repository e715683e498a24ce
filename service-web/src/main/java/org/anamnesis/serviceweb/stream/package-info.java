/**
 * How octets pass through a service: in pieces that are large enough that the way between two
 * sockets costs little, and small enough that thousands of streams fit into memory. Gateway and
 * record service use it for content on its way from the object store to a reader, and for questions
 * to the next service on that way.
 */
@NullMarked
package org.anamnesis.serviceweb.stream;

import org.jspecify.annotations.NullMarked;
