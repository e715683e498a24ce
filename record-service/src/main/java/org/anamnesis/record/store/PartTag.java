package org.anamnesis.record.store;

/**
 * The object store's receipt for a part.
 *
 * @param part its number, 1 to 10,000
 * @param tag the store's entity tag
 */
public record PartTag(int part, String tag) {}
