/**
 * How fast it is, measured on one machine in one run. Each benchmark stands beside the plainest
 * thing that does the same, and both take turns, so that a busy machine slows both. Everything goes
 * through the client and the running services; nothing reaches into them but to ask for their
 * memory.
 */
@NullMarked
package org.anamnesis.localnetwork.bench;

import org.jspecify.annotations.NullMarked;
