/**
 * The network that a service belongs to, as {@code network.json} describes it. The file is given
 * out of band and read once at the start. It says for which chain and contract operations are
 * signed.
 */
@NullMarked
package org.anamnesis.serviceweb.network;

import org.jspecify.annotations.NullMarked;
