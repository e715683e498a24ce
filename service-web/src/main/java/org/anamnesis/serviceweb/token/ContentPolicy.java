package org.anamnesis.serviceweb.token;

/**
 * The {@code Content-Security-Policy} of every answer. A service that serves pages defines a bean
 * of this type; without one, nothing may be loaded.
 */
public record ContentPolicy(String directives) {}
