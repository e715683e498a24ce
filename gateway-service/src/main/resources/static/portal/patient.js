/** A patient who has signed in: their connection, their names, and the titles of their records. */
import { Chain } from '../protocol/chain.js';
import { Gateway } from '../protocol/gateway.js';
import { parseJsonOctets } from '../protocol/json.js';
import { equal, toHex, utf8 } from '../protocol/octets.js';
import { findHead, listRecords, openVersion } from '../protocol/records.js';
import { Unreachable } from '../protocol/unreachable.js';
import { READ, readAnswer } from '../protocol/wire.js';
import { Names } from './names.js';

/** Milliseconds between two looks at an operation that is on its way, and after which to stop looking. */
const PAUSE = 700;
const PATIENCE = 60_000;
/** What became of an operation, by the state that does not change any more. */
const OUTCOMES = { ANCHORED: 'ANCHORED', REJECTED: 'REFUSED', EXPIRED: 'REFUSED' };

/** The page came from another address than those of the network's gateways: no gateway takes what is signed for it, and a key that is kept here is not found there. */
export class OtherAddress extends Error {
  /** @param {string[]} gateways origins */
  constructor(gateways) {
    super('the page is not at the address of a gateway');
    this.name = 'OtherAddress';
    this.gateways = gateways;
  }
}

/** The text of network.json as this gateway knows it; pinned at the first visit, compared at every later one. It names this page's origin, or this is OtherAddress. */
export async function fetchNetwork() {
  const response = await Unreachable.from(fetch('/v1/network', { cache: 'no-store', credentials: 'omit' }));
  if (!response.ok) {
    throw new Unreachable(new Error(`the network file is not there (${response.status})`));
  }
  const json = await Unreachable.from(response.text());
  const { gateways } = readNetwork(json);
  if (!gateways.includes(globalThis.location.origin)) {
    throw new OtherAddress(gateways);
  }
  return json;
}

/** @param {string} json */
export function readNetwork(json) {
  return readAnswer(READ.network, utf8(json));
}

/** Whether two texts say the same network. */
export function isSameNetwork(one, other) {
  const canonical = (json) => JSON.stringify(parseJsonOctets(utf8(json)));
  return canonical(one) === canonical(other);
}

/** An operation was accepted, and what became of it cannot be found out; `cause` says why. */
export class Unfollowed extends Error {
  constructor(cause) {
    super(`it is not known what became of the operation: ${cause.message}`, { cause });
    this.name = 'Unfollowed';
  }
}

export class Patient {
  #opened = new Map();

  /** @param {import('../protocol/key-files.js').Keys} keys @param {object} network as `readNetwork` gives it */
  constructor(keys, network) {
    this.gateway = new Gateway(globalThis.location.origin, keys, network);
    this.chain = new Chain(this.gateway);
    this.names = new Names(this.gateway, this.chain);
  }

  get id() {
    return this.gateway.keys.participant;
  }

  /** The patient's records, newest first. */
  async records() {
    const items = await listRecords(this.gateway, this.id);
    return items.toSorted((a, b) => b.time - a.time);
  }

  /** What the sealed metadata of a listed record say; they are opened with the patient's own envelope, which needs no ACCESS. */
  metadataOf(item) {
    const key = toHex(item.record);
    if (!this.#opened.has(key)) {
      const opened = this.#open(item);
      opened.catch(() => this.#opened.delete(key));
      this.#opened.set(key, opened);
    }
    return this.#opened.get(key);
  }

  async #open(item) {
    const head = await findHead(this.gateway, this.chain, item.record);
    const { dataKey, metadata } = await openVersion(this.gateway, head, item, (id) => this.names.person(id));
    dataKey.fill(0);
    return metadata;
  }

  /** The organisation of an id, as the network's file names it; undefined for a person. */
  organisation(id) {
    return this.gateway.network.organisations.find((one) => equal(one.id, id));
  }

  /** Who an id is, in a sentence; one name that cannot be checked is told as such, and keeps nothing else from being shown. */
  async nameOf(id) {
    const doubtful = () => `Somebody whose name cannot be checked (${toHex(id).slice(0, 8)})`;
    return this.organisation(id)?.name ?? this.names.phrase(id).catch(doubtful);
  }

  /** What became of an accepted operation within a minute. @returns {Promise<'ANCHORED'|'REFUSED'|'ON_ITS_WAY'>} */
  async settled(id) {
    const end = Date.now() + PATIENCE;
    while (Date.now() < end) {
      const outcome = OUTCOMES[await this.#stateOf(id)];
      if (outcome !== undefined) {
        return outcome;
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
    return 'ON_ITS_WAY';
  }

  /** A gateway that is busy or out of reach says nothing about an operation that it accepted before. */
  async #stateOf(id) {
    try {
      return (await this.gateway.status(id)).state;
    } catch (e) {
      if (e.name === 'Unreachable' || e.status === 429 || e.status >= 500) {
        return 'UNKNOWN';
      }
      throw new Unfollowed(e);
    }
  }
}
