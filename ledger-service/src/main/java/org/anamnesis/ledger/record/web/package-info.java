/** Heads of records over HTTP; see docs/http-api.md. */
@NullMarked
package org.anamnesis.ledger.record.web;

import org.jspecify.annotations.NullMarked;
