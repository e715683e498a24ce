/**
 * Lists in pages. A page goes on after the last row's key (a keyset), so that rows that arrive in
 * between move nothing. The cursor is opaque to the caller and refused if it is not one of ours for
 * the same list.
 */
@NullMarked
package org.anamnesis.serviceweb.page;

import org.jspecify.annotations.NullMarked;
