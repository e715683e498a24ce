package org.anamnesis.record.store;

import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.RecordId;

/**
 * Where an object lies (PROTOCOL.md section 4): {@code <record>/<version>/<operation id>}.
 *
 * @param operation the REGISTER, so that no two attempts share an object
 */
public record BlobKey(RecordId record, long version, OperationId operation) {
  /** The key as the object store knows it. */
  public String text() {
    return record.hex() + "/" + version + "/" + operation.hex();
  }
}
