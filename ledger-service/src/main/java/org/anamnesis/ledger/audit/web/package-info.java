/** The trail over HTTP; see docs/http-api.md. */
@NullMarked
package org.anamnesis.ledger.audit.web;

import org.jspecify.annotations.NullMarked;
