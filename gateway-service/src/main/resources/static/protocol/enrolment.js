/** The new participant's side of an enrolment: what they hand to the registrar, who countersigns and sends it. */
import { sha256, toBase64Url } from './octets.js';
import { sign } from './keys.js';
import { compose } from './operations.js';

/** Seconds that a registrar has for it. */
const VALIDITY = 7 * 86_400;

/**
 * Composes ENROL and signs it with the new key.
 * @param {import('./key-files.js').Keys} keys
 * @param {{role: number, organisation: Uint8Array, registrar: Uint8Array}} asked
 * @param {import('./words.js').Registry} registry @param {number} now milliseconds
 * @returns {Promise<{message: string, signature: string, certificate: string}>} JSON as the command line's `enrol` reads it
 */
export async function enrolmentRequest(keys, asked, registry, now) {
  const fields = {
    ...asked,
    participant: keys.participant,
    signing: keys.signing.point,
    encryption: keys.encryption.point,
    certificate: await sha256(keys.certificate),
    validUntil: Math.floor(now / 1000) + VALIDITY,
  };
  const message = compose('ENROL', fields, registry);
  const signature = await sign(keys.signing.secret, message);
  return { message: toBase64Url(message), signature: toBase64Url(signature), certificate: toBase64Url(keys.certificate) };
}
