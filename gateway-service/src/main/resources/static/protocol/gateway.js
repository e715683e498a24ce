/** A participant's connection to one gateway: signs in with their key, sends signed operations, and holds each answer to what was asked. */
import { isAcceptedFor } from './acceptances.js';
import { registryOf } from './directory.js';
import { sign } from './keys.js';
import { equal, sha256, toHex, utf8 } from './octets.js';
import { compose, operationId } from './operations.js';
import { Unreachable } from './unreachable.js';
import { AnswerRefused, READ, operationJson, readAnswer } from './wire.js';

export { Unreachable };

/** Seconds before a session's end from which a new one is made. */
const MARGIN = 30;
/** Seconds that an operation may take to the chain before it expires. */
const VALIDITY = 3600;
const OPTIONS = Object.freeze({ cache: 'no-store', credentials: 'omit', redirect: 'error', referrerPolicy: 'no-referrer' });

/** What a service answers instead (RFC 9457); `type` is stable, `message` a sentence for a person. */
export class Problem extends Error {
  constructor(status, { type, title, detail, trace }, retryAfter) {
    super(detail ?? title ?? `The gateway answers ${status}.`);
    this.name = 'Problem';
    Object.assign(this, { status, type, trace, retryAfter });
  }
}

/** Somebody signed out, and what was still on its way ends here. */
export class SignedOut extends Error {
  constructor() {
    super('nobody is signed in any more');
    this.name = 'SignedOut';
  }
}

export class Gateway {
  #origin;
  #keys;
  #network;
  #fetch;
  #now;
  #session = null;
  #signingIn = null;
  #closed = false;

  /**
   * @param {string} origin from the page's own `location.origin`, never from a server's answer
   * @param {import('./key-files.js').Keys} keys
   * @param {object} network as `READ.network` gives it
   * @param {{fetch?: typeof fetch, now?: () => number}} world milliseconds
   */
  constructor(origin, keys, network, { fetch = globalThis.fetch.bind(globalThis), now = Date.now } = {}) {
    this.#origin = origin;
    this.#keys = keys;
    this.#network = network;
    this.#fetch = fetch;
    this.#now = now;
  }

  get keys() {
    return this.#keys;
  }

  get network() {
    return this.#network;
  }

  get registry() {
    return registryOf(this.#network);
  }

  /** Unix milliseconds. */
  now() {
    return this.#now();
  }

  /** Unix seconds at which an operation that is signed now expires. */
  validUntil() {
    return Math.floor(this.#now() / 1000) + VALIDITY;
  }

  /** Gets JSON. @param {string} path @param {(value: any) => any} read of READ */
  async get(path, read) {
    return this.#answer(await this.#ask('GET', path), read);
  }

  /** Posts JSON and reads JSON. */
  async post(path, body, read) {
    return this.#answer(await this.#ask('POST', path, { body }), read);
  }

  /** Puts JSON; the answer has no body. */
  async put(path, body) {
    await this.#ask('PUT', path, { body });
  }

  /** Gets a stream of octets. @returns {Promise<ReadableStream<Uint8Array>>} */
  async stream(path, headers) {
    return (await this.#ask('GET', path, { headers })).body;
  }

  /** Gets octets that are short enough to be held. @returns {Promise<Uint8Array>} */
  async octets(path) {
    return octetsOf(await this.#ask('GET', path));
  }

  /** All items of a list, page by page. */
  async all(path, read) {
    const items = [];
    let cursor = '';
    do {
      const page = await this.get(`${path}${path.includes('?') ? '&' : '?'}limit=200${cursor}`, read);
      items.push(...page.items);
      cursor = page.next === null ? '' : `&cursor=${encodeURIComponent(page.next)}`;
    } while (cursor !== '');
    return items;
  }

  /** Composes an operation of this participant and signs it. @returns {Promise<{message: Uint8Array, signatures: Uint8Array[], id: Uint8Array}>} */
  async sign(kind, fields) {
    const message = compose(kind, fields, this.registry);
    return { message, signatures: [await sign(this.#keys.signing.secret, message)], id: await operationId(message) };
  }

  /** Posts a body with a signed operation in it, and checks the store's acceptance. @returns {Promise<object>} the operation's status */
  async submit(path, body, id) {
    return this.#accepted(await this.post(path, body, READ.status), id);
  }

  /** Where an operation is now. @param {Uint8Array} id */
  async status(id) {
    return this.#accepted(await this.get(`/v1/operations/${toHex(id)}`, READ.status), id);
  }

  /** Refuses an acceptance that is not a pinned store's, or is for another operation. */
  async requireAccepted(acceptance, id) {
    const store = this.#network.stores.find((one) => equal(one.id, acceptance.store));
    if (store === undefined || !(await isAcceptedFor(acceptance, id, this.registry, store.signingKey))) {
      throw new AnswerRefused('the acceptance is not of a store that network.json names, or of another operation');
    }
  }

  /** Ends the session for good: whatever asks from here on is SignedOut. */
  async signOut() {
    const session = this.#session;
    this.#session = null;
    this.#closed = true;
    if (session !== null) {
      await this.#send('DELETE', '/v1/session', { headers: bearing(session) });
    }
  }

  async #accepted(status, id) {
    if (!equal(status.operation, id)) {
      throw new AnswerRefused('the answer is about another operation');
    }
    await this.requireAccepted(status.acceptance, id);
    return status;
  }

  /**
   * Sends with a session. One that the gateway does not know any more is made anew, once: it did nothing with the request, and a body is a text that
   * can be sent again. This device's clock alone does not tell when a session ends.
   */
  async #ask(method, path, { headers, body } = {}) {
    const session = await this.#authorized();
    try {
      return await this.#send(method, path, { headers: { ...headers, ...bearing(session) }, body });
    } catch (e) {
      if (!(e instanceof Problem && e.status === 401 && e.type?.endsWith(':unauthenticated'))) {
        throw e;
      }
    }
    if (this.#session === session) {
      this.#session = null;
    }
    return this.#send(method, path, { headers: { ...headers, ...bearing(await this.#authorized()) }, body });
  }

  async #authorized() {
    if (!this.#closed && (this.#session === null || this.#now() / 1000 + MARGIN >= this.#session.expiresAt)) {
      this.#signingIn ??= this.#signIn().finally(() => {
        this.#signingIn = null;
      });
      this.#session = await this.#signingIn;
    }
    if (this.#closed) {
      throw new SignedOut();
    }
    return this.#session;
  }

  async #signIn() {
    const { participant } = this.#keys;
    const asked = await this.#send('POST', '/v1/session/nonce', { body: { participant: toHex(participant) } });
    const { nonce } = await this.#answer(asked, READ.nonce);
    const fields = { participant, origin: await sha256(utf8(this.#origin)), nonce, time: Math.floor(this.#now() / 1000) };
    const session = await this.sign('SESSION', fields);
    return this.#answer(await this.#send('POST', '/v1/session', { body: operationJson(session) }), READ.session);
  }

  async #answer(response, read) {
    return readAnswer(read, await octetsOf(response));
  }

  async #send(method, path, { headers = {}, body }) {
    const sent = body === undefined ? {} : { body: JSON.stringify(body), headers: { ...headers, 'Content-Type': 'application/json' } };
    const response = await Unreachable.from(this.#fetch(this.#origin + path, { method, headers, ...OPTIONS, ...sent }));
    if (!response.ok) {
      throw new Problem(response.status, await problemOf(response), Number(response.headers.get('Retry-After')) || undefined);
    }
    return response;
  }
}

/** A body that is no problem leaves the status alone to speak. */
async function problemOf(response) {
  if (!(response.headers.get('Content-Type') ?? '').startsWith('application/problem+json')) {
    return {};
  }
  return readAnswer(READ.problem, await octetsOf(response));
}

async function octetsOf(response) {
  return new Uint8Array(await Unreachable.from(response.arrayBuffer()));
}

function bearing({ token }) {
  return { Authorization: `Bearer ${token}` };
}
