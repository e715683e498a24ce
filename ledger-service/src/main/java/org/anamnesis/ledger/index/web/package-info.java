/** How far the index is, over HTTP; see docs/http-api.md. */
@NullMarked
package org.anamnesis.ledger.index.web;

import org.jspecify.annotations.NullMarked;
