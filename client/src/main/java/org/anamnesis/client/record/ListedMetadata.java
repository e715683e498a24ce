package org.anamnesis.client.record;

import org.anamnesis.protocol.metadata.Metadata;

/** What a listed version is, as far as chain and author vouch for it. */
public sealed interface ListedMetadata {
  /** All of it checked out. */
  record Vouched(Metadata metadata) implements ListedMetadata {}

  /** Something did not, as the sentence says; nothing of the version is to be shown. */
  record Refused(String sentence) implements ListedMetadata {}

  /** The version is not anchored, or not listed with an envelope for the caller. */
  record Closed() implements ListedMetadata {}
}
