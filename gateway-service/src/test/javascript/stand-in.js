/** A gateway with one record behind it, which answers as docs/http-api.md says. A test changes what it answers, and sees what was sent. */
import { acceptanceStatement } from '../../main/resources/static/protocol/acceptances.js';
import { ROLE } from '../../main/resources/static/protocol/codes.js';
import { contentHash, padmeLength } from '../../main/resources/static/protocol/content.js';
import { associatedData, commitment, hkdf, metadataKey } from '../../main/resources/static/protocol/data-keys.js';
import { importSecret, wrap } from '../../main/resources/static/protocol/envelopes.js';
import { keccak256, signatureHash } from '../../main/resources/static/protocol/keccak.js';
import { Point, sign } from '../../main/resources/static/protocol/keys.js';
import { authoredStatement, metadataHash } from '../../main/resources/static/protocol/metadata.js';
import { concat, fromBase64Url, fromHex, sha256, toBase64Url, toHex, utf8 } from '../../main/resources/static/protocol/octets.js';
import { compose, isSignedBy, operationId, parse } from '../../main/resources/static/protocol/operations.js';
import { READ, envelopeJson, operationJson } from '../../main/resources/static/protocol/wire.js';
import { unsigned } from '../../main/resources/static/protocol/words.js';
import { readVectors } from './vectors.js';

export const NOW = 1_800_000_000_000;
export const ORIGIN = 'https://portal.example';
export const REGISTRY = { chainId: 1337, address: '0x00a11a3e515000000000000000000000000000a1' };
export const ZERO = new Uint8Array(32);
const CODE = utf8('the code of the registry');
const TRANSACTION = '0x' + '77'.repeat(32);
const SECONDS = NOW / 1000;
const id = (text) => sha256(utf8(text));
const hex = (octets) => '0x' + toHex(octets);

async function personOf(name) {
  const { keys } = readVectors('operations');
  const [signing, encryption] = [name, `${name} encryption`].map((one) => keys.find((key) => key.name === one));
  const point = new Point(fromHex(signing.x), fromHex(signing.y));
  const jwk = { ...point.jwk(), d: toBase64Url(fromHex(signing.private)) };
  const encryptionPoint = new Point(fromHex(encryption.x), fromHex(encryption.y));
  return {
    participant: await point.participant(),
    signing: { secret: await crypto.subtle.importKey('jwk', jwk, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']), point },
    encryption: { secret: await importSecret(fromHex(encryption.private), encryptionPoint), point: encryptionPoint },
    certificate: utf8(`${name} certificate`),
  };
}

export async function makePeople() {
  const names = ['registrar', 'patient', 'nurse', 'doctor', 'stranger', 'service'];
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await personOf(name)])));
}

const pointJson = ({ x, y }) => ({ x: toHex(x), y: toHex(y) });

export class StandIn {
  sent = [];
  /** By path: takes the answer that would be given, gives another. */
  changes = {};
  /** Envelopes for grantees; the first for a recipient and version stays. */
  #kept = new Map();

  static async of(people) {
    const standIn = new StandIn();
    standIn.people = people;
    standIn.organisation = await id('hospital');
    standIn.store = await id('store');
    standIn.networkJson = {
      ...{ chainId: 1337, genesisHash: '0x' + '11'.repeat(32), registry: REGISTRY.address, registryCodeHash: hex(keccak256(CODE)), registryBlock: 3 },
      gateways: [ORIGIN],
      organisations: [{ id: toHex(standIn.organisation), name: 'Hospital' }],
      registrars: [
        {
          participant: toHex(people.registrar.participant), organisation: toHex(standIn.organisation),
          signingKey: pointJson(people.registrar.signing.point), encryptionKey: pointJson(people.registrar.encryption.point),
        },
      ],
      stores: [{ id: toHex(standIn.store), organisation: toHex(standIn.organisation), signingKey: pointJson(people.service.signing.point) }],
    };
    standIn.network = READ.network(standIn.networkJson);
    await standIn.#seal(utf8('The heart beats 61 times a minute.'));
    return standIn;
  }

  get fetch() {
    return async (url, options) => {
      const path = url.slice(ORIGIN.length);
      const body = options.body === undefined ? undefined : JSON.parse(options.body);
      this.sent.push({ method: options.method, path, headers: options.headers, body });
      const key = path.split('?')[0].replaceAll(/[0-9a-f]{64}/g, '*');
      const answered = await this.#answer(key, path, body);
      const answer = this.changes[key] ? await this.changes[key](answered, body) : answered;
      if (answer instanceof Response) {
        return answer;
      }
      return answer instanceof Uint8Array ? new Response(answer) : new Response(JSON.stringify(answer), { headers: { 'Content-Type': 'application/json' } });
    };
  }

  async directory(participant) {
    const role = Object.entries(this.people).find(([, { participant: one }]) => toHex(one) === participant)[0];
    const person = this.people[role];
    const fields = {
      registrar: this.people.registrar.participant, participant: person.participant, signing: person.signing.point, encryption: person.encryption.point,
      role: ROLE[role.toUpperCase()] ?? ROLE.DOCTOR, organisation: this.organisation, certificate: await sha256(person.certificate), validUntil: SECONDS + 60,
    };
    const message = compose('ENROL', fields, REGISTRY);
    const signatures = [await sign(this.people.registrar.signing.secret, message), await sign(person.signing.secret, message)];
    return {
      participant, organisation: toHex(this.organisation), role: fields.role, status: 1, keySequence: 0, signingKey: pointJson(person.signing.point),
      encryptionKey: pointJson(person.encryption.point), history: [operationJson({ message, signatures })], block: 9,
    };
  }

  /** A store's word for an operation. */
  async accept(operation, signer = this.people.service) {
    const acceptance = { store: this.store, acceptedAt: SECONDS, anchoredBy: SECONDS + 600 };
    const signature = await sign(signer.signing.secret, acceptanceStatement(acceptance, operation, REGISTRY));
    return { ...acceptance, store: toHex(this.store), signature: toBase64Url(signature) };
  }

  async #answer(key, path, body) {
    switch (key) {
      case '/v1/session/nonce':
        return { nonce: toHex(await id('nonce')), expiresAt: SECONDS + 60 };
      case '/v1/session':
        return { token: 'the.session.token', session: 's', expiresAt: SECONDS + 600 };
      case '/v1/chain':
        return { jsonrpc: '2.0', id: body.id, result: this.#rpc(body) };
      case '/v1/participants/*':
        return this.directory(path.slice(-64));
      case '/v1/records/*/head':
        return this.head;
      case '/v1/records':
        return { items: [this.item], next: null };
      case '/v1/records/*/access':
        return this.#grant(body);
      case '/v1/records/*/versions/1/content':
        return this.sealed;
      case '/v1/consents': {
        const operation = await operationId(fromBase64Url(body.operation.message));
        this.#keep(body.envelopes);
        return { operation: toHex(operation), state: 'ACCEPTED', acceptance: await this.accept(operation) };
      }
      case '/v1/records/*/versions/1/envelopes':
        this.#keep(body.envelopes);
        return new Response(null, { status: 204 });
      default:
        return new Response(JSON.stringify({ type: 'urn:anamnesis:problem:not-found', status: 404, detail: 'There is nothing here.' }), {
          status: 404,
          headers: { 'Content-Type': 'application/problem+json', 'Retry-After': '7' },
        });
    }
  }

  #keep(envelopes) {
    for (const envelope of envelopes) {
      const key = `${envelope.record} ${envelope.version} ${envelope.recipient}`;
      this.#kept.set(key, this.#kept.get(key) ?? envelope);
    }
  }

  /** What a recipient of the record would be given with an ACCESS. */
  envelopeFor({ participant }) {
    return this.#kept.get(`${this.head.record} 1 ${toHex(participant)}`);
  }

  #rpc({ method, params }) {
    const { head, people } = this;
    switch (method) {
      case 'eth_chainId':
        return '0x539';
      case 'eth_getBlockByNumber':
        return { hash: this.networkJson.genesisHash };
      case 'eth_getCode':
        return hex(CODE);
      case 'eth_getTransactionReceipt':
        return { logs: [{ address: REGISTRY.address, topics: this.topics, data: this.event }] };
      default:
        return hex(this.#call(params[0].data.slice(2), head, people));
    }
  }

  #call(data, head, people) {
    const selectorOf = (signature) => toHex(signatureHash(signature).slice(0, 4));
    const word = (value, bits) => unsigned(value, bits);
    if (data.startsWith(selectorOf('record(bytes32)'))) {
      return concat(...['contentHash', 'patient', 'author', 'store'].map((name) => fromHex(head[name])), word(1, 32), word(1, 8), word(SECONDS, 64));
    }
    if (data.startsWith(selectorOf('participant(bytes32)'))) {
      const [name, { signing }] = Object.entries(people).find(([, { participant }]) => toHex(participant) === data.slice(8));
      return concat(this.organisation, word(ROLE[name.toUpperCase()] ?? ROLE.DOCTOR, 8), word(1, 8), word(0, 64), signing.point.x, signing.point.y);
    }
    return concat(...[32, 8, 32, 8, 64, 64].map((bits) => word(0, bits)), word(this.consentSequence ?? 0, 64));
  }

  async #grant(body) {
    const operation = await operationId(fromBase64Url(body.message));
    const { record, version, sealedLength, contentHash: content } = this.head;
    return {
      operation: toHex(operation), acceptance: await this.accept(operation), ticket: 'the-ticket', expiresAt: SECONDS + 300, record, version, sealedLength,
      contentHash: content, segmentHashes: this.segmentHashes, category: 2, time: SECONDS, metadata: this.metadata, envelope: this.envelope,
    };
  }

  async #seal(plaintext) {
    const { patient, nurse } = this.people;
    const record = await id('record');
    const dataKey = await id('data key');
    const associated = associatedData(REGISTRY, record, 1);
    const [salt, prefix] = [await id('salt'), (await id('prefix')).slice(0, 7)];
    const padded = concat(plaintext, new Uint8Array(padmeLength(plaintext.length) - plaintext.length));
    const body = await gcm(await hkdf(dataKey, salt, associated), concat(prefix, Uint8Array.of(0, 0, 0, 0, 1)), padded);
    this.plaintext = plaintext;
    this.dataKey = dataKey;
    this.associated = associated;
    this.sealed = concat(Uint8Array.of(40), salt, prefix, body);
    const hashes = [await sha256(this.sealed)];
    this.segmentHashes = toBase64Url(concat(...hashes));
    const digest = await sha256(plaintext);
    const json = {
      title: 'Befund', fhirType: 'Observation', codes: [], mediaType: 'application/fhir+json', time: SECONDS, length: plaintext.length, sha256: toHex(digest),
      author: toHex(nurse.participant),
      authorSignature: toBase64Url(await sign(nurse.signing.secret, authoredStatement(record, patient.participant, digest))),
    };
    const nonce = (await id('metadata nonce')).slice(0, 12);
    const metadata = concat(nonce, await gcm(await metadataKey(dataKey, associated), nonce, utf8(JSON.stringify(json)), associated));
    this.metadata = toBase64Url(metadata);
    const keyCommitment = await commitment(dataKey, associated);
    this.head = {
      record: toHex(record), version: 1, patient: toHex(patient.participant), author: toHex(nurse.participant), store: toHex(this.store), suite: 1,
      contentHash: toHex(await contentHash(this.sealed.length, hashes)), sealedLength: this.sealed.length,
      metadataHash: toHex(await metadataHash(metadata, 2, this.sealed.length, SECONDS)), keyCommitment: toHex(keyCommitment), operation: toHex(await id('operation')),
      block: 8, transaction: TRANSACTION, time: SECONDS,
    };
    this.envelope = await this.wrapFor(patient, nurse);
    const { operation, sealedLength } = this.head;
    this.item = {
      record: toHex(record), version: 1, patient: this.head.patient, author: this.head.author, category: 2, sealedLength, time: SECONDS, operation,
      state: 'ANCHORED', metadata: this.metadata, envelope: this.envelope,
    };
    this.#registered();
  }

  async wrapFor(recipient, wrapper) {
    const { participant } = recipient;
    const reader = { participant, encryptionKey: recipient.encryption.point, keySequence: 0 };
    const wrapped = await wrap(this.dataKey, this.associated, reader, wrapper.signing.secret);
    const record = fromHex(this.head.record);
    return envelopeJson({ record, version: 1, recipient: participant, keySequence: 0, wrapper: wrapper.participant, ...wrapped });
  }

  #registered() {
    const { operation, record, patient, author, store, contentHash: content, sealedLength, metadataHash: metadata, keyCommitment } = this.head;
    const event = 'Registered(bytes32,bytes32,bytes32,bytes32,bytes32,uint32,uint8,bytes32,uint64,bytes32,bytes32,bytes32)';
    this.topics = [hex(signatureHash(event)), ...[operation, record, patient].map((one) => '0x' + one)];
    const words = [author, store, 1, 1, content, sealedLength, ZERO, metadata, keyCommitment];
    this.event = hex(concat(...words.map((word) => (typeof word === 'number' ? unsigned(word, 64) : typeof word === 'string' ? fromHex(word) : word))));
  }
}

/** The fields of a signed operation in JSON, if its signer signed it. */
export async function fieldsOf({ message, signatures }, signer) {
  const octets = fromBase64Url(message);
  if (!(await isSignedBy(octets, signatures.map(fromBase64Url), signer.signing.point, REGISTRY))) {
    throw new Error('the operation is not signed by its signer');
  }
  return parse(octets, REGISTRY).fields;
}

async function gcm(octets, iv, plaintext, additionalData = new Uint8Array(0)) {
  const key = await crypto.subtle.importKey('raw', octets, 'AES-GCM', false, ['encrypt']);
  return new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, plaintext));
}
