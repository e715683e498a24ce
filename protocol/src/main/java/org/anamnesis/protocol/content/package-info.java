/**
 * Sealed content, suite 1 (PROTOCOL.md section 5). The author's client seals a stream into segments
 * on its way up; the record service hashes the segments without opening them; the reader's client
 * checks each segment's hash and tag before it gives out one octet of it. Nothing here holds more
 * than a few segments, whatever the size of the record.
 */
@NullMarked
package org.anamnesis.protocol.content;

import org.jspecify.annotations.NullMarked;
