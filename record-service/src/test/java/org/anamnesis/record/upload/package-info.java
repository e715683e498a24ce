/** How much memory uploads may take. */
@NullMarked
package org.anamnesis.record.upload;

import org.jspecify.annotations.NullMarked;
