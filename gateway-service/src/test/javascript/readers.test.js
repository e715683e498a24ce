import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Patient } from '../../main/resources/static/portal/patient.js';
import { offer } from '../../main/resources/static/portal/views/offer.js';
import { readers } from '../../main/resources/static/portal/views/readers.js';
import { EFFECT, PERMISSION, PURPOSE, ROLE, maskOf } from '../../main/resources/static/protocol/codes.js';
import { FOREVER, listConsents } from '../../main/resources/static/protocol/consents.js';
import { toHex, utf8 } from '../../main/resources/static/protocol/octets.js';
import { found, openPage } from './page.js';
import { NOW, ORIGIN, StandIn, fieldsOf, makePeople } from './stand-in.js';

const people = await makePeople();
const ALL = '00'.repeat(32);
const NAMES = new Map([[toHex(people.doctor.participant), 'Dora Doctor'], [toHex(people.nurse.participant), 'Nils Nurse']]);
const IN_A_WEEK = NOW / 1000 + 7 * 86_400;

/** A rule as the ledger service lists it; without an end if none is named. */
const ruleFor = (person, more = {}) => ({
  operation: ALL, record: ALL, grantee: toHex(person.participant), roles: maskOf(ROLE), permissions: PERMISSION.READ, purposes: 1 << PURPOSE.TREAT,
  effect: EFFECT.ALLOW, notBefore: 0, notAfter: 'forever', sequence: 1, signer: ALL, block: 3, time: NOW / 1000, ...more,
});

/** A page before which a patient sits who has these rules, and whose operations end so. */
async function visit(rules, outcome = 'ANCHORED') {
  const page = openPage();
  const standIn = await StandIn.of(people);
  const list = JSON.stringify({ items: rules, next: null }).replaceAll('"forever"', String(FOREVER));
  standIn.changes = { '/v1/patients/*/consents': () => utf8(list) };
  globalThis.location = { origin: ORIGIN };
  globalThis.fetch = standIn.fetch;
  const patient = new Patient(people.patient, standIn.network);
  patient.names = {
    phrase: async (id) => NAMES.get(toHex(id)) ?? Promise.reject(new Error('no name')),
  };
  patient.settled = async () => outcome;
  return { ...page, standIn, patient };
}

const consentIn = (standIn) => fieldsOf(standIn.sent.findLast(({ path }) => path === '/v1/consents').body.operation, people.patient);

test('one name that cannot be checked leaves every rule to be seen and ended', async () => {
  const { patient } = await visit([ruleFor(people.stranger), ruleFor(people.doctor)]);
  const view = (await readers(patient, { again() {} })).flat();
  assert.ok(found(view, 'li', `Somebody whose name cannot be checked (${toHex(people.stranger.participant).slice(0, 8)})`));
  assert.ok(found(found(view, 'li', 'Dora Doctor').all('button'), 'button', 'End this'));
});

async function ends(rule, outcome) {
  const { patient, body, news } = await visit([rule], outcome);
  let again = 0;
  const view = await readers(patient, { again: () => again++ });
  const row = found(view, 'li', 'Dora Doctor');
  const pressed = found([row], 'button', 'End this').fire('click');
  found([body], 'button', 'End it').fire('click');
  await pressed;
  return { news: news.textContent, row: row.textContent, again };
}

async function until(holds) {
  while (!holds()) {
    await new Promise(setImmediate);
  }
}

test('a permission ends with its acceptance, whatever the chain says of it later', async () => {
  const done = await ends(ruleFor(people.doctor), 'ANCHORED');
  assert.equal(done.news, 'Ended: the rule that allowed Dora Doctor to read (all your records).');
  assert.equal(done.again, 1);
  const refused = await ends(ruleFor(people.doctor), 'REFUSED');
  assert.equal(refused.news, done.news);
  assert.match(refused.row, /did not take up the end of this rule\. At this hospital the rule has ended/);
  assert.equal(refused.again, 0);
});

test('what was forbidden is not told as ended before the chain has it', async () => {
  const denial = ruleFor(people.doctor, { effect: EFFECT.DENY });
  assert.equal((await ends(denial, 'ANCHORED')).news, 'Ended: the rule that forbade Dora Doctor to read (all your records).');
  const waiting = await ends(denial, 'ON_ITS_WAY');
  assert.equal(waiting.news, '');
  assert.match(waiting.row, /not written to the chain yet\. The rule still holds\./);
});

/** What the form for the doctor says, and what comes of sending it as it stands. */
async function gives(rules, outcome, changes = {}) {
  const { patient, news, standIn } = await visit(rules, outcome);
  Object.assign(standIn.changes, changes);
  const results = document.createElement('div');
  let again = 0;
  await offer(patient, await listConsents(patient.gateway), people.doctor.participant, results, () => again++);
  const form = found([results], 'form', 'Dora Doctor');
  const offered = form.textContent;
  const chosen = form.all('label').filter((label) => label.all('input').some(({ checked }) => checked)).map(({ textContent }) => textContent.trim());
  const button = found([form], 'button', 'Let them');
  form.fire('submit');
  await until(() => button.disabled === false);
  return { offered, chosen, news: news.textContent, results: results.textContent, again, consent: await consentIn(standIn) };
}

test('somebody new may read without an end, if nothing else is chosen', async () => {
  const { chosen, offered, news, again, consent } = await gives([], 'ANCHORED');
  assert.deepEqual(chosen, ['read all your records, for treatment', 'until I end it']);
  assert.doesNotMatch(offered, /At present/);
  assert.equal(consent.permissions, PERMISSION.READ);
  assert.equal(news, 'Dora Doctor may now read.');
  assert.equal(again, 1);
});

test('the form begins with what holds at present, and says that it replaces that', async () => {
  const mask = PERMISSION.CONTRIBUTE | PERMISSION.DELEGATE;
  const { chosen, offered, consent } = await gives([ruleFor(people.nurse), ruleFor(people.doctor, { permissions: mask, notAfter: IN_A_WEEK })], 'ANCHORED');
  assert.match(offered, /At present they may add records and decide for you: all your records, until 22 January 2027\. What you choose here replaces that/);
  assert.deepEqual(chosen, ['add records', 'decide for you', 'until 22 January 2027, as now']);
  assert.equal(consent.permissions, mask);
  assert.equal(consent.notAfter, BigInt(IN_A_WEEK));
});

test('a rule for one record, or one that forbids, is not what the form begins with', async () => {
  const { chosen } = await gives([ruleFor(people.doctor, { record: 'ab'.repeat(32), permissions: PERMISSION.CONTRIBUTE })], 'ANCHORED');
  assert.deepEqual(chosen, ['read all your records, for treatment', 'until I end it']);
  const denied = await gives([ruleFor(people.doctor, { effect: EFFECT.DENY, permissions: PERMISSION.CONTRIBUTE })], 'ANCHORED');
  assert.match(denied.offered, /At present they may not add records/);
  assert.deepEqual(denied.chosen, ['read all your records, for treatment', 'until I end it']);
});

test('a permission that the chain does not have is not announced', async () => {
  for (const [outcome, said] of [['REFUSED', /The chain did not take this up/], ['ON_ITS_WAY', /not written to the chain yet/]]) {
    const { news, results, again } = await gives([], outcome);
    assert.equal(news, '');
    assert.match(results, said);
    assert.equal(again, 0);
  }
});

test('records that were not handed over are counted and named', async () => {
  const { results, again } = await gives([], 'ANCHORED', {
    '/v1/records': ({ items: [item] }) => ({ items: [item, { ...item, record: 'ab'.repeat(32) }, { ...item, envelope: null }], next: null }),
  });
  assert.match(results, /Dora Doctor may now read\. 2 records were not handed over, and they cannot open them:/);
  assert.match(results, /Laboratory of 15 January 2027\. A check failed: .* Laboratory of 15 January 2027\. A check failed: the record came without a key/);
  assert.equal(again, 0);
});

test('an answer that is lost is told as not known', async () => {
  const { results, news } = await gives([], 'ANCHORED', { '/v1/consents': () => new Response('', { status: 503 }) });
  assert.match(results, /It is not known whether the hospital accepted this\./);
  assert.equal(news, '');
});
