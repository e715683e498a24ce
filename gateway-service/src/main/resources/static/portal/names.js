/** Names of professionals, each read from a certificate whose hash the registrar's signature covers. A patient has none. */
import { certificateSubject } from '../protocol/certificates.js';
import { ROLE } from '../protocol/codes.js';
import { equal, fromHex32, sha256, toHex } from '../protocol/octets.js';
import { findPerson } from '../protocol/people.js';
import { AnswerRefused } from '../protocol/wire.js';

/** @typedef {{name: string, profession: string, organisation: string}} Named */

export class Names {
  #gateway;
  #chain;
  #people = new Map();
  #known = new Map();

  constructor(gateway, chain) {
    this.#gateway = gateway;
    this.#chain = chain;
  }

  /** Professionals whose names begin so, as the record service says; use `of` before believing it. @returns {Promise<(Named & {participant: Uint8Array})[]>} */
  search(name) {
    return this.#gateway.get(`/v1/participants?name=${encodeURIComponent(name)}`, ({ items }) =>
      items.map((item) => ({ ...item, participant: fromHex32(item.participant) })),
    );
  }

  /** Somebody as directory and chain have them. @param {Uint8Array} participant @returns {Promise<import('../protocol/directory.js').Person>} */
  person(participant) {
    return once(this.#people, participant, () => findPerson(this.#gateway, this.#chain, participant));
  }

  /** @param {Uint8Array} participant @returns {Promise<Named>} */
  of(participant) {
    return once(this.#known, participant, () => this.#find(participant));
  }

  /** A phrase such as "Dora Doctor (cardiologist, Local Hospital)", or "You". */
  async phrase(participant) {
    if (equal(participant, this.#gateway.keys.participant)) {
      return 'You';
    }
    const { name, profession, organisation } = await this.of(participant);
    return profession === '' ? name : `${name} (${profession}, ${organisation})`;
  }

  async #find(participant) {
    const person = await this.person(participant);
    const organisation = this.#gateway.network.organisations.find((one) => equal(one.id, person.organisation))?.name ?? 'another organisation';
    if (person.role === ROLE.REGISTRAR) {
      return { name: `The registrar of ${organisation}`, profession: '', organisation };
    }
    if (person.role === ROLE.PATIENT) {
      return { name: `A person without a public name (${toHex(participant).slice(0, 8)})`, profession: '', organisation };
    }
    const certificate = await this.#gateway.octets(`/v1/participants/${toHex(participant)}/certificate`);
    if (!equal(await sha256(certificate), person.certificate)) {
      throw new AnswerRefused('the certificate is not the one that the registrar signed for');
    }
    return certificateSubject(certificate);
  }
}

/** What is known by an id, or what is asked for now; a failure is not remembered. */
function once(known, id, ask) {
  const key = toHex(id);
  if (!known.has(key)) {
    const found = ask();
    found.catch(() => known.delete(key));
    known.set(key, found);
  }
  return known.get(key);
}
