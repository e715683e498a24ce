import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OtherAddress, Patient, Unfollowed, fetchNetwork } from '../../main/resources/static/portal/patient.js';

globalThis.location = { origin: 'https://portal.example' };
const id = new Uint8Array(32).fill(7);
const named = (name, more = {}) => Object.assign(new Error('said'), { name, ...more });

/** A patient whose operation goes through these states, or meets these errors; the last one remains. */
function following(...answers) {
  const patient = new Patient({}, { organisations: [{ id, name: 'Local Hospital' }] });
  patient.gateway = {
    network: patient.gateway.network,
    async status() {
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      if (answer instanceof Error) {
        throw answer;
      }
      return { state: answer };
    },
  };
  return patient;
}

async function settled(t, ...answers) {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  let running = true;
  const outcome = following(...answers).settled(id).finally(() => (running = false));
  outcome.catch(() => {});
  while (running) {
    await new Promise(setImmediate);
    t.mock.timers.tick(700);
  }
  t.mock.timers.reset();
  return outcome;
}

test('an operation is followed until the chain has it, refuses it, or a minute is over', async (t) => {
  assert.equal(await settled(t, 'ACCEPTED', 'SUBMITTED', 'ANCHORED'), 'ANCHORED');
  assert.equal(await settled(t, 'SUBMITTED', 'REJECTED'), 'REFUSED');
  assert.equal(await settled(t, 'EXPIRED'), 'REFUSED');
  assert.equal(await settled(t, 'SUBMITTED'), 'ON_ITS_WAY');
});

test('a gateway out of reach is asked again, a failed check is told', async (t) => {
  assert.equal(await settled(t, named('Unreachable'), named('Problem', { status: 503 }), named('Problem', { status: 429 }), 'ANCHORED'), 'ANCHORED');
  assert.equal(await settled(t, named('Unreachable')), 'ON_ITS_WAY');
  await assert.rejects(settled(t, named('AnswerRefused')), Unfollowed);
});

test('a name that cannot be checked is told as such, and an organisation’s is in the network’s file', async () => {
  const patient = following('ANCHORED');
  patient.names = { phrase: () => Promise.reject(named('DirectoryRefused')) };
  assert.equal(await patient.nameOf(id), 'Local Hospital');
  assert.equal(await patient.nameOf(new Uint8Array(32).fill(0xab)), 'Somebody whose name cannot be checked (abababab)');
});

test('a network whose gateways are elsewhere is not taken, and says where they are', async (t) => {
  const network = (...gateways) =>
    JSON.stringify({
      chainId: 1, genesisHash: `0x${'0'.repeat(64)}`, registry: `0x${'0'.repeat(40)}`, registryCodeHash: `0x${'0'.repeat(64)}`, registryBlock: 1,
      gateways, organisations: [], registrars: [], stores: [],
    });
  const answering = (text) => t.mock.method(globalThis, 'fetch', async () => new Response(text));
  const here = network('https://other.example', 'https://portal.example');

  answering(here);
  assert.equal(await fetchNetwork(), here);

  answering(network('https://other.example'));
  await assert.rejects(fetchNetwork(), (e) => e instanceof OtherAddress && e.gateways.join() === 'https://other.example');
});
