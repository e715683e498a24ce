import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Chain } from '../../main/resources/static/protocol/chain.js';
import { Gateway, Problem, SignedOut, Unreachable } from '../../main/resources/static/protocol/gateway.js';
import { fromHex, toHex } from '../../main/resources/static/protocol/octets.js';
import { RecordTooLong, listRecords, openRecord } from '../../main/resources/static/protocol/records.js';
import { NOW, ORIGIN, StandIn, makePeople } from './stand-in.js';

const people = await makePeople();
const RECORDS = '/v1/records';

async function visit(changes = {}, fetch) {
  const standIn = await StandIn.of(people);
  standIn.changes = changes;
  const gateway = new Gateway(ORIGIN, people.patient, standIn.network, { fetch: fetch ?? standIn.fetch, now: () => NOW });
  return { standIn, gateway, list: () => listRecords(gateway, people.patient.participant) };
}

function problem(type, status = 401) {
  return new Response(JSON.stringify({ type: `urn:anamnesis:problem:${type}`, status }), { status, headers: { 'Content-Type': 'application/problem+json' } });
}

/** Answers with the problems, one a time, and then as ever. */
function first(...types) {
  return (answer) => (types.length > 0 ? problem(types.shift()) : answer);
}

const paths = ({ sent }) => sent.map(({ method, path }) => `${method} ${path.split('?')[0]}`);
const SIGN_IN = ['POST /v1/session/nonce', 'POST /v1/session'];

test('a session that the gateway forgot is made anew, and the request sent once more as it was', async () => {
  const { standIn, list } = await visit({ [RECORDS]: first('unauthenticated') });
  assert.equal((await list()).length, 1);
  assert.deepEqual(paths(standIn), [...SIGN_IN, 'GET /v1/records', ...SIGN_IN, 'GET /v1/records']);

  const { standIn: other, gateway } = await visit({ '/v1/chain': first('unauthenticated') });
  const body = { jsonrpc: '2.0', id: 1, method: 'eth_chainId', params: [] };
  assert.equal(await gateway.post('/v1/chain', body, ({ result }) => result), '0x539');
  assert.deepEqual(other.sent.filter(({ path }) => path === '/v1/chain').map((sent) => sent.body), [body, body]);
});

test('requests that find the same session forgotten sign in once together', async () => {
  const { standIn, list } = await visit({ [RECORDS]: first('unauthenticated', 'unauthenticated') });
  await Promise.all([list(), list()]);
  assert.equal(standIn.sent.filter(({ path }) => path === '/v1/session').length, 2);
});

test('a second refusal, and any other one, is told', async () => {
  for (const [types, sent] of [[['unauthenticated', 'unauthenticated'], 2], [['ticket-required'], 1], [['not-permitted'], 1]]) {
    const { standIn, list } = await visit({ [RECORDS]: first(...types) });
    await assert.rejects(list(), Problem);
    assert.equal(standIn.sent.filter(({ method }) => method === 'GET').length, sent, types.join());
  }
});

test('a key that nobody entered is told so, and not tried again', async () => {
  const { standIn, list } = await visit({ '/v1/session': () => problem('sign-in-refused') });
  await assert.rejects(list(), (e) => e.type.endsWith(':sign-in-refused'));
  assert.deepEqual(paths(standIn), SIGN_IN);
});

test('who signed out stays signed out, whatever still asks', async () => {
  const { standIn, gateway, list } = await visit();
  await list();
  await gateway.signOut();
  assert.deepEqual(paths(standIn).at(-1), 'DELETE /v1/session');
  assert.equal(standIn.sent.at(-1).headers.Authorization, 'Bearer the.session.token');
  const sent = standIn.sent.length;
  await assert.rejects(list(), SignedOut);
  await gateway.signOut();
  assert.equal(standIn.sent.length, sent);
});

test('signing out closes even if the gateway does not hear of it, and while signing in', async () => {
  const { gateway, list } = await visit({ '/v1/session': (answer, body) => (body === undefined ? problem('internal', 500) : answer) });
  await list();
  await assert.rejects(gateway.signOut(), Problem);
  await assert.rejects(list(), SignedOut);

  const { standIn, gateway: hasty, list: late } = await visit();
  const asked = late();
  await hasty.signOut();
  await assert.rejects(asked, SignedOut);
  assert.ok(!standIn.sent.some(({ path }) => path.startsWith(RECORDS)));
});

test('only what fetch and its answer fail with is Unreachable', async () => {
  const broken = new TypeError('Failed to fetch');
  const { list } = await visit({}, () => Promise.reject(broken));
  await assert.rejects(list(), (e) => e instanceof Unreachable && e.name === 'Unreachable' && e.cause === broken);

  const halfway = () => new Response(new ReadableStream({ start: (controller) => controller.error(broken) }));
  const { list: cut } = await visit({ [RECORDS]: halfway });
  await assert.rejects(cut(), Unreachable);

  const { gateway } = await visit();
  const reading = () => undefined.member;
  await assert.rejects(gateway.get(`/v1/records?patient=${toHex(people.patient.participant)}`, reading), TypeError);
});

test('a record that is too long is not announced', async () => {
  const { standIn, gateway } = await visit();
  const { record, sealedLength } = standIn.head;
  const open = (longest) => openRecord(gateway, new Chain(gateway), fromHex(record), undefined, longest);
  await assert.rejects(open(sealedLength - 1), RecordTooLong);
  assert.ok(!paths(standIn).some((path) => path.endsWith('/access')));
  assert.equal((await open(sealedLength)).metadata.title, 'Befund');
});
