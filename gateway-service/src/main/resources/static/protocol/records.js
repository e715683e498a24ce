/** Reading records: heads true to the chain, each read announced with ACCESS, and nothing given out that was not checked. */
import { ChainMismatch } from './chain.js';
import { BASIS, PURPOSE } from './codes.js';
import { segmentCount } from './content.js';
import { openStream } from './content-stream.js';
import { associatedData } from './data-keys.js';
import { isSignedBy, open } from './envelopes.js';
import { authoredStatement, metadataHash, openMetadata } from './metadata.js';
import { equal, toHex } from './octets.js';
import { findPerson } from './people.js';
import { READ, operationJson } from './wire.js';

/** A record whose envelope, metadata or signatures are not what chain and author vouch for. */
export class RecordRefused extends Error {
  constructor(detail) {
    super(detail);
    this.name = 'RecordRefused';
  }
}

/** A record that is longer than its reader can take. Nothing was announced. */
export class RecordTooLong extends Error {
  constructor(sealedLength) {
    super(`the record has ${sealedLength} sealed octets`);
    this.name = 'RecordTooLong';
  }
}

/**
 * All that a participant may list without announcing a read: a patient's own records, or what an author wrote.
 * @param {import('./gateway.js').Gateway} gateway @param {Uint8Array} patient
 */
export function listRecords(gateway, patient) {
  return gateway.all(`/v1/records?patient=${toHex(patient)}`, READ.records);
}

/**
 * The head of a record, held to the contract's state and to the event that registered it.
 * @param {import('./gateway.js').Gateway} gateway @param {import('./chain.js').Chain} chain @param {Uint8Array} record
 */
export async function findHead(gateway, chain, record) {
  const said = await gateway.get(`/v1/records/${toHex(record)}/head`, READ.head);
  const event = await chain.registration(said.transaction, record, said.version);
  const head = await chain.record(record);
  const same =
    head !== null &&
    equal(said.record, record) &&
    agree(head, said, ['contentHash', 'patient', 'author', 'store', 'version', 'suite']) &&
    agree(event, said, ['contentHash', 'patient', 'author', 'store', 'version', 'suite', 'metadataHash', 'keyCommitment', 'operation']) &&
    event.sealedLength === BigInt(said.sealedLength);
  if (!same) {
    throw new ChainMismatch('the ledger service says something else about this record than the chain does');
  }
  return said;
}

/**
 * Announces a read with ACCESS, and opens what the announcement is answered with.
 * @param {import('./gateway.js').Gateway} gateway @param {import('./chain.js').Chain} chain @param {Uint8Array} record
 * @param {number} purpose of PURPOSE @param {number} longest sealed octets; a longer record is RecordTooLong before a read is announced
 * @returns {Promise<OpenedRecord>}
 */
export async function openRecord(gateway, chain, record, purpose = PURPOSE.PATRQT, longest = Infinity) {
  const head = await findHead(gateway, chain, record);
  if (head.sealedLength > longest) {
    throw new RecordTooLong(head.sealedLength);
  }
  const grant = await announce(gateway, head, purpose);
  const { dataKey, metadata, associated } = await openVersion(gateway, head, grant, (id) => findPerson(gateway, chain, id));
  return new OpenedRecord(gateway, grant, metadata, sealedHead(head, grant, associated), dataKey);
}

/**
 * A version's data key and metadata, held to its head and to the signatures of wrapper and clinical author.
 * @param {import('./gateway.js').Gateway} gateway
 * @param {{metadata: Uint8Array, category: number, sealedLength: number, time: number, envelope: object}} sealed as a listing or a grant has it
 * @param {(id: Uint8Array) => Promise<import('./directory.js').Person>} personOf as `findPerson` finds them
 * @throws {RecordRefused} and what else does not hold
 */
export async function openVersion(gateway, head, sealed, personOf) {
  if (!equal(await metadataHash(sealed.metadata, sealed.category, sealed.sealedLength, sealed.time), head.metadataHash)) {
    throw new RecordRefused('the metadata are not those that the author registered');
  }
  const associated = associatedData(gateway.registry, head.record, head.version);
  await requireWrapped(await personOf(sealed.envelope.wrapper), sealed.envelope, associated);
  const dataKey = await unwrap(gateway.keys, sealed.envelope, head, associated);
  const metadata = await openMetadata(sealed.metadata, dataKey, associated);
  const author = await personOf(metadata.author);
  if (!(await author.signingKey.verifies(authoredStatement(head.record, head.patient, metadata.sha256), metadata.authorSignature))) {
    throw new RecordRefused('the record is not signed by its clinical author');
  }
  return { dataKey, metadata, associated };
}

/** A record that may be read now, for as long as its ticket lives. */
export class OpenedRecord {
  #gateway;
  #grant;
  #head;
  #dataKey;

  constructor(gateway, grant, metadata, head, dataKey) {
    this.#gateway = gateway;
    this.#grant = grant;
    this.#head = head;
    this.#dataKey = dataKey;
    this.metadata = metadata;
  }

  /** The read's own operation. @returns {Uint8Array} */
  get access() {
    return this.#grant.operation;
  }

  /** The plaintext, a piece for each segment; see `openStream`. @returns {AsyncGenerator<Uint8Array>} */
  async *content() {
    const { stream, head, dataKey, metadata } = await this.toOpen();
    yield* openStream(stream, head, dataKey, metadata);
  }

  /** What a worker needs to do the same: all of it can be cloned, the stream is to be transferred. */
  async toOpen() {
    const path = `/v1/records/${toHex(this.#grant.record)}/versions/${this.#grant.version}/content`;
    const stream = await this.#gateway.stream(path, { 'Anamnesis-Ticket': this.#grant.ticket });
    return { stream, head: this.#head, dataKey: this.#dataKey, metadata: this.metadata };
  }
}

/**
 * Opens a key envelope for the participant; the chain's commitment is checked.
 * @param {import('./key-files.js').Keys} keys
 */
export function unwrap(keys, envelope, head, associated) {
  const { participant, encryption } = keys;
  if (!equal(envelope.recipient, participant) || !equal(envelope.record, head.record) || envelope.version !== head.version) {
    throw new RecordRefused('the key envelope is for somebody or something else');
  }
  const recipient = { participant, keySequence: envelope.keySequence };
  return open(envelope.envelope, associated, recipient, encryption.secret, encryption.point, head.keyCommitment);
}

/** An author whom the patient lets read, too, reads by that consent, and only the service knows of it. */
async function announce(gateway, head, purpose) {
  const basis = basisOf(gateway.keys.participant, head);
  try {
    return await announceOn(basis, gateway, head, purpose);
  } catch (e) {
    if (basis !== BASIS.AUTHOR || !e.type?.endsWith(':wrong-basis')) {
      throw e;
    }
    return announceOn(BASIS.CONSENT, gateway, head, purpose);
  }
}

async function announceOn(basis, gateway, head, purpose) {
  const { record, version, patient, store } = head;
  const signed = await gateway.sign('ACCESS', {
    actor: gateway.keys.participant, record, version, patient, purpose, basis, reason: new Uint8Array(32), store,
    time: Math.floor(gateway.now() / 1000), nonce: crypto.getRandomValues(new Uint8Array(32)),
  });
  const grant = await gateway.post(`/v1/records/${toHex(record)}/access`, operationJson(signed), READ.grant);
  const asked = agree(grant, head, ['record', 'version', 'sealedLength', 'contentHash']) && equal(grant.operation, signed.id);
  if (!asked) {
    throw new RecordRefused('the answer is for another record than was asked for');
  }
  await gateway.requireAccepted(grant.acceptance, signed.id);
  return grant;
}

function basisOf(actor, head) {
  if (equal(actor, head.patient)) {
    return BASIS.OWNER;
  }
  return equal(actor, head.author) ? BASIS.AUTHOR : BASIS.CONSENT;
}

async function requireWrapped(wrapper, envelope, associated) {
  if (!(await isSignedBy(wrapper.signingKey, associated, envelope.recipient, envelope.envelope, envelope.signature))) {
    throw new RecordRefused('the key envelope is not signed by its wrapper');
  }
}

function sealedHead(head, grant, associated) {
  const { keyCommitment, contentHash, sealedLength } = head;
  if (grant.segmentHashes.length !== 32 * segmentCount(sealedLength)) {
    throw new RecordRefused('there are not as many segment hashes as segments');
  }
  const segmentHashes = Array.from({ length: grant.segmentHashes.length / 32 }, (_, i) => grant.segmentHashes.slice(32 * i, 32 * i + 32));
  return { associated, keyCommitment, contentHash, sealedLength, segmentHashes };
}

/** Whether two objects have these members alike. */
function agree(a, b, names) {
  return names.every((name) => (a[name] instanceof Uint8Array ? equal(a[name], b[name]) : a[name] === b[name]));
}
