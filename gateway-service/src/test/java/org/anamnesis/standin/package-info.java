/**
 * A service behind the gateway that does nothing but tell what reached it. Not the gateway's code.
 */
@org.jspecify.annotations.NullMarked
package org.anamnesis.standin;
