/** The only public door. */
@NullMarked
package org.anamnesis.gateway;

import org.jspecify.annotations.NullMarked;
