/**
 * What became of signed operations. A service answers each with an acceptance, which is checked
 * here against the store's key, and later tells whether the chain has it. Everything that changes
 * something in the client ends here.
 */
@NullMarked
package org.anamnesis.client.operation;

import org.jspecify.annotations.NullMarked;
