/**
 * Who may do what with whose records: the protocol's rule over the consents that the chain holds.
 * The record service asks before every release, and nothing here is ever cached. Patients and their
 * delegates list the consents themselves.
 */
@NullMarked
package org.anamnesis.ledger.permission;

import org.jspecify.annotations.NullMarked;
