package org.anamnesis.protocol.permission;

import org.jspecify.annotations.Nullable;

/**
 * The entries of one patient that can concern one actor, {@code null} where there never was one.
 *
 * @param recordPerson for the record and the actor
 * @param recordOrganisation for the record and the actor's organisation
 * @param allPerson for all records and the actor
 * @param allOrganisation for all records and the actor's organisation
 */
public record Entries(
    @Nullable Entry recordPerson,
    @Nullable Entry recordOrganisation,
    @Nullable Entry allPerson,
    @Nullable Entry allOrganisation) {
  /** No entries at all. */
  public static final Entries NONE = new Entries(null, null, null, null);
}
