/** Permissions and consents over HTTP; see docs/http-api.md. */
@NullMarked
package org.anamnesis.ledger.permission.web;

import org.jspecify.annotations.NullMarked;
