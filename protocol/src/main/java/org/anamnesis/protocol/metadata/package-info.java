/**
 * What a record is called and what it is: sealed with the record, readable by its readers only
 * (PROTOCOL.md section 5). The sealed blob lies in the record service's database; a viewer trusts
 * only what stands in it.
 */
@NullMarked
package org.anamnesis.protocol.metadata;

import org.jspecify.annotations.NullMarked;
