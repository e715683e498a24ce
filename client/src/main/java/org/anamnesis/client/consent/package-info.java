/**
 * The patient's say. A consent is composed and signed here, and with a grant the keys of the
 * records in scope are wrapped for the grantee, whose own key was checked before. Only what the
 * patient signs counts; the services carry it.
 */
@NullMarked
package org.anamnesis.client.consent;

import org.jspecify.annotations.NullMarked;
