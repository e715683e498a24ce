/** Participants whose keys were followed to a pinned registrar and compared with the contract. */
import { ChainMismatch } from './chain.js';
import { isSamePoint, verifyDirectoryAnswer } from './directory.js';
import { equal, toHex } from './octets.js';
import { READ } from './wire.js';

/**
 * @param {import('./gateway.js').Gateway} gateway @param {import('./chain.js').Chain} chain @param {Uint8Array} id
 * @returns {Promise<import('./directory.js').Person>}
 */
export async function findPerson(gateway, chain, id) {
  const answer = await gateway.get(`/v1/participants/${toHex(id)}`, READ.directory);
  const person = await verifyDirectoryAnswer(id, answer, gateway.network);
  const onChain = await chain.participant(id);
  const same =
    onChain !== null &&
    isSamePoint(onChain.signingKey, person.signingKey) &&
    onChain.role === person.role &&
    onChain.status === person.status &&
    equal(onChain.organisation, person.organisation);
  if (!same) {
    throw new ChainMismatch('the contract says something else about this participant than the directory does');
  }
  return person;
}
