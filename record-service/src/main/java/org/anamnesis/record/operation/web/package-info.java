/** Operations over HTTP: what became of one, and the answer to an accepted one. */
@NullMarked
package org.anamnesis.record.operation.web;

import org.jspecify.annotations.NullMarked;
