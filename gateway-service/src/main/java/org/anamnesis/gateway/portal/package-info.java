/**
 * What the web portal is served from, and what a browser may do with it. The pages themselves lie
 * under the static resources. They need no token, because they hold nothing of anybody.
 */
@NullMarked
package org.anamnesis.gateway.portal;

import org.jspecify.annotations.NullMarked;
