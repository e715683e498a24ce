/**
 * The JSON forms of what the protocol names ({@code docs/http-api.md}, Conventions). Services and
 * client read and write through the same classes, so neither can misspell the other. Everything
 * that does not have its one form is refused.
 */
@NullMarked
package org.anamnesis.protocol.json;

import org.jspecify.annotations.NullMarked;
