/**
 * What sealing a version has in common, whatever is sealed: the data key, what it is bound to, and
 * how lengths are hidden (PROTOCOL.md section 5). Content, metadata and envelopes are sealed and
 * opened with these.
 */
@NullMarked
package org.anamnesis.protocol.seal;

import org.jspecify.annotations.NullMarked;
