package org.anamnesis.client.audit;

import java.util.List;
import org.anamnesis.client.gateway.Gateway;
import org.anamnesis.protocol.id.Id;

/** Queries of the trail. */
public final class Audit {
  private final Gateway gateway;

  /** Through a gateway. */
  public Audit(Gateway gateway) {
    this.gateway = gateway;
  }

  /** By what the trail is asked; the names are those of the HTTP interface. */
  public enum By {
    /** About whom. */
    PATIENT,
    /** About which record. */
    RECORD,
    /** By whom. */
    ACTOR
  }

  /** The whole trail of a patient, record or actor, newest first. */
  public List<AuditPage.Entry> trail(By by, Id id) {
    String path =
        "/v1/audit?limit=200&" + by.name().toLowerCase(java.util.Locale.ROOT) + "=" + id.hex();
    return gateway.all(path, AuditPage.class);
  }
}
