/** Accesses, listings and content over HTTP. */
@NullMarked
package org.anamnesis.record.access.web;

import org.jspecify.annotations.NullMarked;
