/** Acceptances (PROTOCOL.md section 9): a store's word that an operation will be on the chain by a certain time. */
import { concat } from './octets.js';
import { label, registryWords, u64, word } from './words.js';

/** Seconds between acceptance and anchoring, at most. */
const LONGEST = 600;

/**
 * Whether the store, whose service key this is, gave the acceptance for the operation.
 * @param {{store: Uint8Array, acceptedAt: number, anchoredBy: number, signature: Uint8Array}} acceptance
 * @param {Uint8Array} operation id @param {import('./words.js').Registry} registry @param {import('./keys.js').Point} serviceKey
 */
export async function isAcceptedFor(acceptance, operation, registry, serviceKey) {
  const span = acceptance.anchoredBy - acceptance.acceptedAt;
  if (span < 0 || span > LONGEST) {
    return false;
  }
  return serviceKey.verifies(acceptanceStatement(acceptance, operation, registry), acceptance.signature);
}

/** What the store signs. */
export function acceptanceStatement(acceptance, operation, registry) {
  return concat(
    label('anamnesis/v1 acceptance'), registryWords(registry), word(operation, 'operation'), word(acceptance.store, 'store'),
    u64(acceptance.acceptedAt), u64(acceptance.anchoredBy),
  );
}
