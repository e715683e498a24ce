package org.anamnesis.record.store;

/**
 * An upload by parts that the object store has begun.
 *
 * @param id the object store's own name for it
 */
public record Multipart(String id) {}
