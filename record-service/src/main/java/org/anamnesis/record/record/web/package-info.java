/** Lists of records and their envelopes over HTTP. */
@NullMarked
package org.anamnesis.record.record.web;

import org.jspecify.annotations.NullMarked;
