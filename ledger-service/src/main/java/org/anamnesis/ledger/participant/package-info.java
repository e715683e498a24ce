/**
 * Who a participant or a store is: keys, organisation, role and status as the chain says, with the
 * signed history that proves it to a client. Answers people through the gateway, and the record and
 * gateway services directly. Reads the index only.
 */
@NullMarked
package org.anamnesis.ledger.participant;

import org.jspecify.annotations.NullMarked;
