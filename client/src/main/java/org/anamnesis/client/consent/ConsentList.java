package org.anamnesis.client.consent;

import java.math.BigInteger;
import java.util.List;
import org.anamnesis.client.gateway.Page;
import org.anamnesis.protocol.code.Effect;
import org.anamnesis.protocol.code.Permissions;
import org.anamnesis.protocol.code.Purposes;
import org.anamnesis.protocol.code.Roles;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.jspecify.annotations.Nullable;

/** A page of the consents that are in force or to come. */
public record ConsentList(List<Entry> items, @Nullable String next)
    implements Page<ConsentList.Entry> {
  /** One entry as the contract has it. */
  public record Entry(
      OperationId operation,
      RecordId record,
      Hash grantee,
      Roles roles,
      Permissions permissions,
      Purposes purposes,
      Effect effect,
      BigInteger notBefore,
      BigInteger notAfter,
      BigInteger sequence,
      ParticipantId signer,
      long block,
      long time) {}
}
