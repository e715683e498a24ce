/**
 * Who a participant is (PROTOCOL.md section 7): the signed history of a directory answer, followed to a registrar whom network.json pins. Nobody's key
 * is wrapped for, and no signature is believed, because a server said so.
 */
import { KIND, PARTICIPANT_STATUS, ROLE } from './codes.js';
import { equal } from './octets.js';
import { isSignedBy, parse } from './operations.js';

/** A directory answer that does not lead to a pinned registrar. */
export class DirectoryRefused extends Error {
  constructor(detail) {
    super(detail);
    this.name = 'DirectoryRefused';
  }
}

/**
 * @typedef {object} Person
 * @property {Uint8Array} participant @property {Uint8Array} organisation @property {number} role @property {number} status
 * @property {import('./keys.js').Point} signingKey @property {import('./keys.js').Point} encryptionKey @property {bigint} keySequence
 * @property {Uint8Array} certificate the hash that the ENROL carries, zeros for a pinned registrar
 */

/**
 * @param {Uint8Array} asked @param {object} answer as `READ.directory` gives it @param {object} network as `READ.network` gives it
 * @returns {Promise<Person>}
 */
export async function verifyDirectoryAnswer(asked, answer, network) {
  require(equal(answer.participant, asked), 'the answer is about somebody else');
  const person = answer.history.length === 0 ? pinnedRegistrar(asked, network) : await fromHistory(asked, answer.history, network);
  const same =
    equal(person.organisation, answer.organisation) &&
    person.role === answer.role &&
    person.status === answer.status &&
    person.keySequence === answer.keySequence &&
    isSamePoint(person.signingKey, answer.signingKey) &&
    isSamePoint(person.encryptionKey, answer.encryptionKey);
  require(same, 'the answer is not what its own history says');
  return person;
}

/** @param {object} network as `READ.network` gives it @returns {import('./words.js').Registry} for which operations are signed */
export function registryOf(network) {
  return { chainId: network.chainId, address: network.registry };
}

export function isSamePoint(a, b) {
  return equal(a.x, b.x) && equal(a.y, b.y);
}

function pinnedRegistrar(asked, network) {
  const registrar = network.registrars.find((one) => equal(one.participant, asked));
  require(registrar !== undefined, 'the answer has no history');
  const { participant, organisation, signingKey, encryptionKey } = registrar;
  return {
    participant, organisation, role: ROLE.REGISTRAR, status: PARTICIPANT_STATUS.ACTIVE, signingKey, encryptionKey, keySequence: 0n,
    certificate: new Uint8Array(32),
  };
}

async function fromHistory(asked, [first, ...later], network) {
  const enrol = operationOf(first, 'ENROL', network);
  const begins = equal(enrol.participant, asked) && equal(await enrol.signing.participant(), asked) && enrol.role < ROLE.ORGANISATION;
  require(begins, 'the history does not begin with the enrolment of the participant');
  await requireRegistrar(first, enrol.organisation, network);
  let [status, sequence] = [PARTICIPANT_STATUS.ACTIVE, 0n];
  for (const operation of later) {
    const change = operationOf(operation, 'STATUS', network);
    require(equal(change.participant, asked) && change.sequence > sequence, 'the history has an operation that does not belong there');
    await requireRegistrar(operation, enrol.organisation, network);
    ({ status, sequence } = change);
  }
  return {
    participant: asked, organisation: enrol.organisation, role: enrol.role, status, signingKey: enrol.signing, encryptionKey: enrol.encryption,
    keySequence: 0n, certificate: enrol.certificate,
  };
}

function operationOf({ message }, kind, network) {
  let parsed;
  try {
    parsed = parse(message, registryOf(network));
  } catch (e) {
    throw new DirectoryRefused(`the history holds no operation of this registry: ${e.message}`);
  }
  require(KIND[parsed.kind] === KIND[kind], `the history has ${parsed.kind} where ${kind} belongs`);
  return parsed.fields;
}

async function requireRegistrar({ message, signatures }, organisation, network) {
  const { signer } = parse(message, registryOf(network));
  const registrar = network.registrars.find((one) => equal(one.participant, signer) && equal(one.organisation, organisation));
  require(registrar !== undefined, 'the history is signed by a registrar who is not pinned here');
  let holds = false;
  try {
    holds = await isSignedBy(message, signatures, registrar.signingKey, registryOf(network));
  } catch (e) {
    throw new DirectoryRefused(`a signature of the history is missing or surplus: ${e.message}`);
  }
  require(holds, 'a signature of the history does not hold');
}

function require(condition, detail) {
  if (!condition) {
    throw new DirectoryRefused(detail);
  }
}
