/**
 * How JSON is read and written by every service: strictly. Unknown, missing, repeated and misshapen
 * properties are refused before a controller sees them, and a body has a bounded size. The types of
 * the protocol have one JSON form each, defined here.
 */
@NullMarked
package org.anamnesis.serviceweb.json;

import org.jspecify.annotations.NullMarked;
