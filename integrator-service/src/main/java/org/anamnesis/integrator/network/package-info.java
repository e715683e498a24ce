/**
 * Which chain and registry this integrator works for, before it does anything. It reads {@code
 * network.json}, opens the node and compares both with what the database was used for. All other
 * parts trust what was approved here.
 */
@NullMarked
package org.anamnesis.integrator.network;

import org.jspecify.annotations.NullMarked;
