/**
 * Who and what operations are about: 32-octet names that validate themselves. A bare array or
 * string crosses no package border; it becomes one of these first. Every other part of the protocol
 * is written in them.
 */
@NullMarked
package org.anamnesis.protocol.id;

import org.jspecify.annotations.NullMarked;
