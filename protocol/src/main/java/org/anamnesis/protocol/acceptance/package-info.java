/**
 * Acceptances: a store's signed word that an operation will be on the chain by a certain time
 * (PROTOCOL.md section 9). The record service gives one with every accepted operation; whoever
 * holds one and does not find the operation in time can prove the fault.
 */
@NullMarked
package org.anamnesis.protocol.acceptance;

import org.jspecify.annotations.NullMarked;
