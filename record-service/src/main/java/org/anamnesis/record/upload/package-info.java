/**
 * From the signed REGISTER to the stored object. The cheap refusals come before any octet; then the
 * octets are streamed to the object store while they are hashed, and the last one commits version
 * and outbox row together. What is not finished in time is swept away.
 */
@NullMarked
package org.anamnesis.record.upload;

import org.jspecify.annotations.NullMarked;
