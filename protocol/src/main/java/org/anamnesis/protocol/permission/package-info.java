/**
 * Who may: the one rule over a patient's consent entries (PROTOCOL.md section 3). The ledger
 * service answers with it, the client foretells the answer with it, and the contract has the same
 * rule in Solidity. The vectors' table of cases holds the three together.
 */
@NullMarked
package org.anamnesis.protocol.permission;

import org.jspecify.annotations.NullMarked;
