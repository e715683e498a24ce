/**
 * The main job on real input: Synthea's patients, a nurse who seals and uploads their histories, a
 * doctor who reads them, a stranger who may not. Every step goes through the client as a person's
 * would; nothing here reaches into a service, but for the one flipped octet in the object store.
 */
@NullMarked
package org.anamnesis.localnetwork.demo;

import org.jspecify.annotations.NullMarked;
