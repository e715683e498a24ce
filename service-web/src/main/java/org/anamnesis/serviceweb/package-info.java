/** What the four services share at their edge, once. */
@NullMarked
package org.anamnesis.serviceweb;

import org.jspecify.annotations.NullMarked;
