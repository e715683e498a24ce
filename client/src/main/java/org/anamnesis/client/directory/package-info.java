/**
 * Finding people. An answer of the ledger service is followed to a pinned registrar and compared
 * with the contract before anybody's key is used. Sealing, granting and reading all ask here.
 */
@NullMarked
package org.anamnesis.client.directory;

import org.jspecify.annotations.NullMarked;
