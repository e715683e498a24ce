/** Participants and stores over HTTP; see docs/http-api.md. */
@NullMarked
package org.anamnesis.ledger.participant.web;

import org.jspecify.annotations.NullMarked;
