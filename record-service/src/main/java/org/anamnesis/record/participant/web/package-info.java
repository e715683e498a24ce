/** Participants and stores over HTTP. */
@NullMarked
package org.anamnesis.record.participant.web;

import org.jspecify.annotations.NullMarked;
