/**
 * Accepted operations become signed transactions here. A batch closes by gas, count or age; the
 * batch, its signed octets and the operations' state SUBMITTED are one commit, and only what was
 * committed is ever sent. The contract's batch number and the account's nonce, both stored before,
 * make it impossible that an operation is anchored twice.
 */
@NullMarked
package org.anamnesis.integrator.batch;

import org.jspecify.annotations.NullMarked;
