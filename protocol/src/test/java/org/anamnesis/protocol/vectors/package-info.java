/**
 * Writes the files in {@code vectors/} from fixed seeds. Java, JavaScript and Solidity tests run
 * the files; a test here compares them with what is written anew. Nothing of the product uses this.
 */
@NullMarked
package org.anamnesis.protocol.vectors;

import org.jspecify.annotations.NullMarked;
