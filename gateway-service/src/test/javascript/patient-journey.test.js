import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Chain, ChainMismatch } from '../../main/resources/static/protocol/chain.js';
import { BASIS, EFFECT, PERMISSION, PURPOSE, ROLE } from '../../main/resources/static/protocol/codes.js';
import { ContentRefused } from '../../main/resources/static/protocol/content.js';
import { ALL_RECORDS, FOREVER, OutcomeUnknown, giveConsent, withdrawConsent } from '../../main/resources/static/protocol/consents.js';
import { DirectoryRefused } from '../../main/resources/static/protocol/directory.js';
import { enrolmentRequest } from '../../main/resources/static/protocol/enrolment.js';
import { EnvelopeRefused, isSignedBy } from '../../main/resources/static/protocol/envelopes.js';
import { Gateway, Problem } from '../../main/resources/static/protocol/gateway.js';
import { sign } from '../../main/resources/static/protocol/keys.js';
import { concat, equal, fromBase64Url, fromHex, sha256, toBase64Url, toHex, utf8 } from '../../main/resources/static/protocol/octets.js';
import { compose, parse } from '../../main/resources/static/protocol/operations.js';
import { findPerson } from '../../main/resources/static/protocol/people.js';
import { RecordRefused, findHead, listRecords, openRecord, openVersion, unwrap } from '../../main/resources/static/protocol/records.js';
import { AnswerRefused, READ, operationJson } from '../../main/resources/static/protocol/wire.js';
import { NOW, ORIGIN, REGISTRY, StandIn, fieldsOf, makePeople } from './stand-in.js';

const people = await makePeople();

async function visit(changes = {}, keys = people.patient) {
  const standIn = await StandIn.of(people);
  standIn.changes = changes;
  const gateway = new Gateway(ORIGIN, keys, standIn.network, { fetch: standIn.fetch, now: () => NOW });
  return { standIn, gateway, chain: new Chain(gateway), record: fromHex(standIn.head.record) };
}

async function read(changes) {
  const { gateway, chain, record } = await visit(changes);
  const opened = await openRecord(gateway, chain, record);
  const pieces = [];
  for await (const piece of opened.content()) {
    pieces.push(piece);
  }
  return concat(...pieces);
}

test('a patient signs in with a challenge of the page itself, once for many requests', async () => {
  const { standIn, gateway } = await visit();
  await Promise.all([1, 2].map(() => listRecords(gateway, people.patient.participant)));
  const [nonce, session, ...lists] = standIn.sent;
  assert.deepEqual(nonce.body, { participant: toHex(people.patient.participant) });
  const fields = await fieldsOf(session.body, people.patient);
  assert.deepEqual(fields.origin, await sha256(utf8(ORIGIN)));
  assert.equal(fields.time, BigInt(NOW / 1000));
  assert.deepEqual(lists.map(({ headers }) => headers.Authorization), ['Bearer the.session.token', 'Bearer the.session.token']);
  assert.ok(!lists.some(({ path }) => path.includes('token')));
});

test('an enrolment request is signed by the new key over what the registrar asked for', async () => {
  const { standIn } = await visit();
  const asked = { role: ROLE.PATIENT, organisation: standIn.organisation, registrar: people.registrar.participant };
  const request = await enrolmentRequest(people.patient, asked, REGISTRY, NOW);
  const message = fromBase64Url(request.message);
  const { kind, fields } = parse(message, REGISTRY);
  assert.equal(kind, 'ENROL');
  assert.ok(await fields.signing.verifies(message, fromBase64Url(request.signature)));
  assert.deepEqual(fields.certificate, await sha256(fromBase64Url(request.certificate)));
});

test('a patient announces a read and gets the plaintext, with the ticket in a header', async () => {
  const { standIn, gateway, chain, record } = await visit();
  const opened = await openRecord(gateway, chain, record);
  assert.equal(opened.metadata.title, 'Befund');
  const access = await fieldsOf(standIn.sent.find(({ path }) => path.endsWith('/access')).body, people.patient);
  assert.equal(access.basis, BASIS.OWNER);
  assert.equal(access.purpose, PURPOSE.PATRQT);
  const pieces = [];
  for await (const piece of opened.content()) {
    pieces.push(piece);
  }
  assert.deepEqual(concat(...pieces), standIn.plaintext);
  const content = standIn.sent.at(-1);
  assert.equal(content.headers['Anamnesis-Ticket'], 'the-ticket');
  assert.ok(!content.path.includes('ticket'));
});

const changed = (name, value) => (answer) => ({ ...answer, [name]: value });
const OTHER = 'ab'.repeat(32);
const HEAD = '/v1/records/*/head';
const ACCESS = '/v1/records/*/access';
const PERSON = '/v1/participants/*';
const CHAIN = '/v1/chain';

test('a head that is not the chain is refused before anything is announced', async () => {
  for (const name of ['contentHash', 'patient', 'author', 'store', 'metadataHash', 'keyCommitment', 'operation']) {
    await assert.rejects(read({ [HEAD]: changed(name, OTHER) }), ChainMismatch, name);
  }
  for (const name of ['sealedLength', 'suite', 'version']) {
    await assert.rejects(read({ [HEAD]: changed(name, 2) }), ChainMismatch, name);
  }
  const { standIn, gateway, chain, record } = await visit({ [HEAD]: changed('contentHash', OTHER) });
  await assert.rejects(openRecord(gateway, chain, record), ChainMismatch);
  assert.ok(!standIn.sent.some(({ path }) => path.endsWith('/access')));
});

test('another chain, genesis, contract or silent node is refused', async () => {
  const answers = { eth_chainId: '0x1', eth_getBlockByNumber: { hash: '0x' + OTHER }, eth_getCode: '0x00', eth_call: '0x', eth_getTransactionReceipt: null };
  for (const [method, result] of Object.entries(answers)) {
    await assert.rejects(read({ [CHAIN]: (answer, body) => (body.method === method ? { ...answer, result } : answer) }), ChainMismatch, method);
    await assert.rejects(read({ [CHAIN]: (answer, body) => (body.method === method ? { error: {} } : answer) }), ChainMismatch, method);
  }
});

test('an author whom the patient lets read reads by that consent', async () => {
  let asked = 0;
  const wrongBasis = { status: 422, headers: { 'Content-Type': 'application/problem+json' } };
  const problem = JSON.stringify({ type: 'urn:anamnesis:problem:wrong-basis', title: 'Wrong basis', status: 422 });
  const { standIn, gateway, chain, record } = await visit({ [ACCESS]: (answer) => (asked++ === 0 ? new Response(problem, wrongBasis) : answer) }, people.nurse);

  await openRecord(gateway, chain, record, PURPOSE.TREAT).catch(() => 'its envelope is the patient’s here');

  const accesses = standIn.sent.filter(({ path }) => path.endsWith('/access'));
  const bases = await Promise.all(accesses.map(async ({ body }) => (await fieldsOf(body, people.nurse)).basis));
  assert.deepEqual(bases, [BASIS.AUTHOR, BASIS.CONSENT]);
});

test('a grant that is not what was asked for opens nothing', async () => {
  const standIn = await StandIn.of(people);
  const foreign = await standIn.wrapFor(people.patient, people.stranger);
  const cases = [
    [changed('operation', OTHER), RecordRefused],
    [changed('record', OTHER), RecordRefused],
    [changed('contentHash', OTHER), RecordRefused],
    [changed('sealedLength', 1), RecordRefused],
    [changed('category', 3), RecordRefused],
    [changed('metadata', toBase64Url(new Uint8Array(100))), RecordRefused],
    [changed('segmentHashes', ''), RecordRefused],
    [changed('segmentHashes', toBase64Url(new Uint8Array(32))), ContentRefused],
    [async (answer) => ({ ...answer, acceptance: await standIn.accept(fromHex(answer.operation), people.stranger) }), AnswerRefused],
    [async (answer) => ({ ...answer, acceptance: { ...answer.acceptance, store: OTHER } }), AnswerRefused],
    [async (answer) => ({ ...answer, acceptance: { ...answer.acceptance, anchoredBy: answer.acceptance.acceptedAt + 601 } }), AnswerRefused],
    [(answer) => ({ ...answer, envelope: { ...answer.envelope, wrapper: foreign.wrapper } }), RecordRefused],
    [(answer) => ({ ...answer, envelope: { ...answer.envelope, signature: foreign.signature } }), RecordRefused],
    [(answer) => ({ ...answer, envelope: { ...answer.envelope, keySequence: 1 } }), EnvelopeRefused],
    [async (answer) => ({ ...answer, envelope: await standIn.wrapFor(people.doctor, people.nurse) }), RecordRefused],
  ];
  for (const [change, refusal] of cases) {
    await assert.rejects(read({ [ACCESS]: change }), refusal, String(change));
  }
});

test('what a listing has opens to the title that was read, and is held to the same', async () => {
  const standIn = await StandIn.of(people);
  const foreign = await standIn.wrapFor(people.patient, people.stranger);
  const listed = async (change = (item) => item) => {
    const { gateway, chain } = await visit({ '/v1/records': ({ items, next }) => ({ items: items.map(change), next }) });
    const [item] = await listRecords(gateway, people.patient.participant);
    return openVersion(gateway, await findHead(gateway, chain, item.record), item, (id) => findPerson(gateway, chain, id));
  };

  assert.equal((await listed()).metadata.title, 'Befund');
  for (const change of [
    changed('category', 3),
    changed('metadata', toBase64Url(new Uint8Array(100))),
    (item) => ({ ...item, envelope: { ...item.envelope, wrapper: foreign.wrapper } }),
    (item) => ({ ...item, envelope: { ...item.envelope, signature: foreign.signature } }),
  ]) {
    await assert.rejects(listed(change), RecordRefused, String(change));
  }
});

test('content that was changed, cut or lengthened is refused', async () => {
  const path = '/v1/records/*/versions/1/content';
  const flip = (octets) => octets.map((octet, i) => (i === 50 ? octet ^ 1 : octet));
  for (const change of [flip, (octets) => octets.slice(1), (octets) => octets.slice(0, -1), (octets) => concat(octets, octets), () => new Uint8Array(0)]) {
    await assert.rejects(read({ [path]: change }), ContentRefused, String(change));
  }
});

test('a person whose history, keys or status are not those of a pinned registrar is refused', async () => {
  const { standIn, gateway, chain } = await visit();
  const nurse = people.nurse.participant;
  assert.deepEqual((await findPerson(gateway, chain, nurse)).signingKey, people.nurse.signing.point);
  const strangers = await standIn.directory(toHex(people.stranger.participant));
  const forged = async (answer) => {
    const fields = { ...parse(fromBase64Url(answer.history[0].message), REGISTRY).fields, encryption: people.stranger.encryption.point };
    const message = compose('ENROL', fields, REGISTRY);
    const signatures = [await sign(people.stranger.signing.secret, message), await sign(people.nurse.signing.secret, message)];
    return { ...answer, encryptionKey: strangers.encryptionKey, history: [operationJson({ message, signatures })] };
  };
  const withStatus = (status, sequences, signer = people.registrar) => async (answer) => {
    const later = await Promise.all(sequences.map((sequence) => statusOf(status, sequence, signer)));
    return { ...answer, status, history: [...answer.history, ...later] };
  };
  const cases = [
    [changed('participant', OTHER), DirectoryRefused],
    [() => strangers, DirectoryRefused],
    [(answer) => ({ ...strangers, participant: answer.participant }), DirectoryRefused],
    [changed('history', []), DirectoryRefused],
    [changed('signingKey', strangers.signingKey), DirectoryRefused],
    [changed('encryptionKey', strangers.encryptionKey), DirectoryRefused],
    [changed('organisation', OTHER), DirectoryRefused],
    [changed('role', ROLE.DOCTOR), DirectoryRefused],
    [changed('status', 2), DirectoryRefused],
    [changed('keySequence', 1), DirectoryRefused],
    [forged, DirectoryRefused],
    [(answer) => ({ ...answer, history: [...answer.history, ...answer.history] }), DirectoryRefused],
    [(answer) => ({ ...answer, history: [{ ...answer.history[0], signatures: answer.history[0].signatures.slice(1) }] }), DirectoryRefused],
    [withStatus(2, [1], people.stranger), DirectoryRefused],
    [withStatus(2, [2, 2]), DirectoryRefused],
    [withStatus(2, [1, 2]), ChainMismatch],
  ];
  for (const [change, refusal] of cases) {
    const { gateway: other, chain: itsChain } = await visit({ [PERSON]: change });
    await assert.rejects(findPerson(other, itsChain, nurse), refusal, String(change));
  }
});

async function statusOf(status, sequence, signer) {
  const fields = { registrar: people.registrar.participant, participant: people.nurse.participant, status, sequence, reason: new Uint8Array(32), validUntil: 1 };
  const message = compose('STATUS', fields, REGISTRY);
  return operationJson({ message, signatures: [await sign(signer.signing.secret, message)] });
}

const toDoctor = {
  record: ALL_RECORDS, grantee: people.doctor.participant, permissions: PERMISSION.READ, purposes: 1 << PURPOSE.TREAT, effect: EFFECT.ALLOW,
  notBefore: 0, notAfter: FOREVER,
};

test('a grant wraps the keys for the doctor, signed by the patient', async () => {
  const { standIn, gateway, chain } = await visit();
  await giveConsent(gateway, chain, toDoctor);
  const { operation, envelopes } = standIn.sent.at(-1).body;
  const consent = await fieldsOf(operation, people.patient);
  assert.deepEqual(consent.grantee, people.doctor.participant);
  assert.equal(consent.notAfter, FOREVER);
  assert.equal(consent.sequence, BigInt(NOW));
  assert.equal(envelopes.length, 1);
  const envelope = READ.envelope(envelopes[0]);
  const head = READ.head(standIn.head);
  assert.deepEqual(await unwrap(people.doctor, envelope, head, standIn.associated), standIn.dataKey);
  assert.ok(await isSignedBy(people.patient.signing.point, standIn.associated, envelope.recipient, envelope.envelope, envelope.signature));
});

test('a grant to somebody whom the directory cannot prove is not signed', async () => {
  for (const changes of [{ [PERSON]: changed('encryptionKey', { x: OTHER, y: OTHER }) }, { [PERSON]: changed('history', []) }]) {
    const { standIn, gateway, chain } = await visit(changes);
    await assert.rejects(giveConsent(gateway, chain, toDoctor));
    assert.ok(!standIn.sent.some(({ path }) => path === '/v1/consents'));
  }
});

test('a record that fails a check is not handed over and is told, the others are handed over', async () => {
  const { standIn, gateway, chain } = await visit();
  const { item } = standIn;
  const foreign = { ...item, envelope: await standIn.wrapFor(people.doctor, people.nurse) };
  const later = { ...item, version: 2, envelope: { ...item.envelope, version: 2 } };
  const cases = [
    [{ ...item, record: OTHER }, 'ChainMismatch'],
    [foreign, 'RecordRefused'],
    [later, 'RecordRefused'],
    [{ ...item, envelope: { ...item.envelope, keySequence: 1 } }, 'EnvelopeRefused'],
    [{ ...item, envelope: null }, 'RecordRefused'],
  ];
  standIn.changes = { '/v1/records': () => ({ items: [...cases.map(([bad]) => bad), { ...item, state: 'ACCEPTED' }, item], next: null }) };

  const { withheld } = await giveConsent(gateway, chain, toDoctor);

  assert.deepEqual(withheld.map(({ reason }) => reason.name), cases.map(([, refusal]) => refusal));
  assert.equal(toHex(withheld[0].item.record), OTHER);
  assert.deepEqual(standIn.sent.at(-1).body.envelopes.map(({ record, version }) => [record, version]), [[item.record, 1]]);
});

test('a record that the ledger does not know is left out, a ledger that is down ends the grant before it is signed', async () => {
  const answer = (status) => ({ [HEAD]: () => new Response('', { status }) });
  const { gateway, chain } = await visit(answer(404));
  assert.equal((await giveConsent(gateway, chain, toDoctor)).withheld.length, 1);
  const { standIn, gateway: other, chain: itsChain } = await visit(answer(503));
  await assert.rejects(giveConsent(other, itsChain, toDoctor), Problem);
  assert.ok(!standIn.sent.some(({ path }) => path === '/v1/consents'));
});

test('a grant that was ended is given again, and the envelope of the first still opens', async () => {
  const { standIn, gateway, chain } = await visit();
  await giveConsent(gateway, chain, toDoctor);
  const first = standIn.envelopeFor(people.doctor);
  await withdrawConsent(gateway, chain, toDoctor);
  const { withheld } = await giveConsent(gateway, chain, toDoctor);
  assert.deepEqual(withheld, []);
  assert.equal(standIn.envelopeFor(people.doctor), first);
  assert.deepEqual(await unwrap(people.doctor, READ.envelope(first), READ.head(standIn.head), standIn.associated), standIn.dataKey);
});

test('keys beyond the first 500 follow one by one, and one that does not arrive is told after the consent was accepted', async () => {
  const { standIn, gateway, chain } = await visit();
  let puts = 0;
  standIn.changes = {
    '/v1/records': () => ({ items: Array(502).fill(standIn.item), next: null }),
    '/v1/records/*/versions/1/envelopes': (answer) => (puts++ === 0 ? new Response('', { status: 503 }) : answer),
  };
  const { withheld } = await giveConsent(gateway, chain, toDoctor);
  assert.equal(puts, 2);
  assert.deepEqual(withheld.map(({ reason }) => reason.status), [503]);
});

test('a lost answer leaves open whether a consent was accepted, a refusal does not', async () => {
  const answers = {
    lost: () => Promise.reject(new TypeError('Failed to fetch')),
    broken: () => new Response('', { status: 503 }),
    cut: () => new Uint8Array(0),
  };
  for (const [name, answer] of Object.entries(answers)) {
    const { gateway, chain } = await visit({ '/v1/consents': answer });
    await assert.rejects(giveConsent(gateway, chain, toDoctor), OutcomeUnknown, name);
  }
  const { gateway, chain } = await visit({ '/v1/consents': () => new Response('', { status: 409 }) });
  await assert.rejects(giveConsent(gateway, chain, toDoctor), (e) => e instanceof Problem && e.status === 409);
});

test('a withdrawal needs neither directory nor keys, and comes after the last consent', async () => {
  const { standIn, gateway, chain } = await visit({ [PERSON]: () => new Response('', { status: 503 }) });
  standIn.consentSequence = NOW + 5;
  await withdrawConsent(gateway, chain, toDoctor);
  const { operation, envelopes } = standIn.sent.at(-1).body;
  const consent = await fieldsOf(operation, people.patient);
  assert.equal(consent.effect, EFFECT.NONE);
  assert.equal(consent.sequence, BigInt(NOW + 6));
  assert.deepEqual(envelopes, []);
});

test('an acceptance of another operation or store is no acceptance', async () => {
  for (const change of [changed('operation', OTHER), async (answer) => ({ ...answer, acceptance: { ...answer.acceptance, store: OTHER } })]) {
    const { gateway, chain } = await visit({ '/v1/consents': change });
    await assert.rejects(withdrawConsent(gateway, chain, toDoctor), (e) => e instanceof OutcomeUnknown && e.cause instanceof AnswerRefused);
  }
});

test('a problem keeps its type, its sentence and when to come again', async () => {
  const { gateway } = await visit();
  await assert.rejects(gateway.get('/v1/nothing', READ.head), (e) => {
    assert.ok(e instanceof Problem);
    assert.deepEqual([e.status, e.type, e.message, e.retryAfter], [404, 'urn:anamnesis:problem:not-found', 'There is nothing here.', 7]);
    return true;
  });
  const { gateway: broken } = await visit({ [HEAD]: () => new Response('<html>', { status: 502 }) });
  await assert.rejects(broken.get(`/v1/records/${OTHER}/head`, READ.head), (e) => e instanceof Problem && e.status === 502 && e.type === undefined);
});

test('an answer with a member missing or misshapen is refused by the name of the member', async () => {
  const { standIn } = await visit();
  const wrong = [undefined, null, 7.5, -1, '0x' + OTHER + '00', OTHER.toUpperCase(), 'A', {}, [], true];
  for (const name of Object.keys(standIn.head)) {
    for (const value of wrong) {
      const { gateway } = await visit({ [HEAD]: changed(name, value) });
      await gateway.get(`/v1/records/${OTHER}/head`, READ.head).then(
        () => assert.fail(`${name} ${value}`),
        (e) => assert.ok(e instanceof AnswerRefused && (e.message.startsWith(name) || Number.isFinite(value)), `${name} ${value}: ${e}`),
      );
    }
  }
  assert.ok(equal(READ.head({ ...standIn.head, more: 1 }).record, fromHex(standIn.head.record)));
});
