/**
 * The protocol's tables of numbers: roles, purposes, permissions, effects and the like (PROTOCOL.md
 * sections 2 and 3). They are frozen; a number that a table does not have is refused where it is
 * read. Messages, contract, database and JSON all carry these numbers.
 */
@NullMarked
package org.anamnesis.protocol.code;

import org.jspecify.annotations.NullMarked;
