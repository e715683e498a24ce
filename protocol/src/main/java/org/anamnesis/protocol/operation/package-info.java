/**
 * Signed operations: what a participant wants to have happen, as words that everybody hashes alike
 * (PROTOCOL.md section 2). A client composes and signs them, the services decode and check them,
 * frames carry them to the contract. Whatever is decoded here obeys its types and tables; whether
 * it is permitted is asked elsewhere.
 */
@NullMarked
package org.anamnesis.protocol.operation;

import org.jspecify.annotations.NullMarked;
