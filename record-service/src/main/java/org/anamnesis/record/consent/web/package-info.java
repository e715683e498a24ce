/** Consents over HTTP. */
@NullMarked
package org.anamnesis.record.consent.web;

import org.jspecify.annotations.NullMarked;
