/**
 * Reads stored objects again, slowly, and compares them with what was signed. A finding is a row
 * and an error in the log with the operation's id. Nothing is repaired here.
 */
@NullMarked
package org.anamnesis.record.scrub;

import org.jspecify.annotations.NullMarked;
