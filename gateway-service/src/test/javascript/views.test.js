import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { announce, ask } from '../../main/resources/static/portal/dom.js';
import { Patient } from '../../main/resources/static/portal/patient.js';
import { history } from '../../main/resources/static/portal/views/history.js';
import { search } from '../../main/resources/static/portal/views/offer.js';
import { record } from '../../main/resources/static/portal/views/record.js';
import { arriving, records } from '../../main/resources/static/portal/views/records.js';
import { toHex } from '../../main/resources/static/protocol/octets.js';
import { found, openPage } from './page.js';
import { NOW, ORIGIN, StandIn, makePeople } from './stand-in.js';

const people = await makePeople();
const listed = (state, first) => ({ state, record: new Uint8Array(32).fill(first), category: 2, time: NOW / 1000, envelope: null });

/** A page that remembers what has the focus, and a patient before it. */
async function visit() {
  const page = openPage();
  document.activeElement = page.body;
  Object.getPrototypeOf(page.body).focus = function () {
    document.activeElement = this;
  };
  const standIn = await StandIn.of(people);
  globalThis.location = { origin: ORIGIN };
  globalThis.fetch = standIn.fetch;
  const patient = new Patient(people.patient, standIn.network);
  patient.names = { phrase: async () => 'Nils Nurse' };
  return { ...page, standIn, patient };
}

async function until(holds) {
  while (!holds()) {
    await new Promise(setImmediate);
  }
}

afterEach(() => {
  clearTimeout(announce.timer);
  delete globalThis.Worker;
});

test('a dialog begins at Cancel and is described by what it asks', async () => {
  const { body } = await visit();
  const question = document.createElement('p');
  const answer = ask({ title: 'End it?', body: question, agree: 'End it', danger: true });
  const [dialog] = body.all('dialog');
  const cancel = found([dialog], 'button', 'Cancel');
  assert.deepEqual(dialog.all('button').filter(({ attributes }) => attributes.has('autofocus')), [cancel]);
  assert.equal(dialog.attributes.get('aria-describedby'), question.attributes.get('id'));
  cancel.fire('click');
  assert.equal(await answer, false);
});

test('records on their way are counted, each once; those refused or expired are not', () => {
  assert.equal(arriving([listed('ANCHORED', 1), listed('REJECTED', 2), listed('EXPIRED', 3)]), null);
  assert.equal(arriving([listed('ACCEPTED', 1), listed('SUBMITTED', 1)]), 'One record has arrived and is not confirmed yet.');
  assert.equal(arriving([listed('ACCEPTED', 1), listed('SUBMITTED', 2), listed('EXPIRED', 3)]), '2 records have arrived and are not confirmed yet.');
});

test('there are none only where nothing is on its way, and nothing that the chain has is left out', async (t) => {
  t.mock.method(console, 'warn', () => {});
  const { patient } = await visit();
  patient.metadataOf = () => Promise.reject(new Error('no key'));
  const told = async (...items) => {
    patient.records = async () => items;
    const view = (await records(patient, { left: new AbortController().signal })).flat(Infinity).filter(Boolean);
    await new Promise(setImmediate);
    return view.map(({ textContent }) => textContent).join(' ');
  };
  assert.match(await told(listed('REJECTED', 1)), /There are none yet\./);
  const arrived = await told(listed('ACCEPTED', 1));
  assert.match(arrived, /One record has arrived and is not confirmed yet\./);
  assert.doesNotMatch(arrived, /There are none/);
  assert.match(await told(listed('ANCHORED', 1), listed('SUBMITTED', 2)), /One record One record has arrived .* Laboratory/);
});

/** A record's view, opened without a worker. @param {(left: AbortController) => void} meanwhile happens while its author is looked up */
async function opens(t, meanwhile) {
  t.mock.method(console, 'warn', () => {});
  const { patient, standIn } = await visit();
  globalThis.Worker = class {
    postMessage() {
      throw Object.assign(new Error('no streams'), { name: 'DataCloneError' });
    }

    terminate() {}
  };
  const left = new AbortController();
  const said = [];
  patient.names.phrase = async () => {
    said.push(status.textContent);
    meanwhile(left);
    return 'Nils Nurse';
  };
  const [, heading, place] = await record(patient, standIn.head.record, left.signal);
  const status = found([place], 'p', 'Your reading is being written down');
  assert.equal(status.attributes.get('role'), 'status');
  return { status, heading, place, left, said };
}

test('a record that is shown is said to be, without its title, and takes the focus where nothing else has it', async (t) => {
  const { status, heading, place, left, said } = await opens(t, () => {});
  await until(() => status.textContent.startsWith('Sealed by its author'));
  assert.deepEqual(said, ['Fetching and checking …']);
  assert.equal(heading.textContent, 'Befund');
  assert.ok(place.children.includes(status));
  assert.equal(document.activeElement, heading);
  left.abort();
});

test('a record takes no focus from somebody who has gone on, and says nothing to somebody who has left', async (t) => {
  const link = {};
  const stayed = await opens(t, () => (document.activeElement = link));
  await until(() => stayed.status.textContent.startsWith('Sealed by its author'));
  assert.equal(document.activeElement, link);
  stayed.left.abort();

  const gone = await opens(t, (left) => left.abort());
  await until(() => gone.heading.textContent === 'This record is not shown');
  assert.equal(gone.status.textContent, 'Fetching and checking …');
  assert.equal(document.activeElement, document.body);
});

test('earlier entries take the focus from their button, the first ones from nobody', async () => {
  const { patient, standIn } = await visit();
  const entry = (block) => ({
    operation: '01'.repeat(32), kind: 2, patient: toHex(patient.id), record: null, version: null, actor: toHex(patient.id), purpose: null, basis: null,
    store: null, time: NOW / 1000, block, transaction: '0x' + '22'.repeat(32), verdict: null,
  });
  const pages = [{ items: [entry(9)], next: 'a' }, { items: [entry(8), entry(7)], next: 'b' }, { items: [entry(6)], next: null }];
  standIn.changes['/v1/audit'] = () => pages.shift();
  const view = (await history(patient)).flat(Infinity);
  assert.equal(document.activeElement, document.body);
  const more = found(view, 'button', 'Show earlier ones');
  more.focus();
  await more.fire('click');
  assert.match(document.activeElement.textContent, /block 8/);
  assert.equal(document.activeElement.attributes.get('tabindex'), '-1');
  const link = (document.activeElement = {});
  await more.fire('click');
  assert.equal(document.activeElement, link);
  assert.equal(more.hidden, true);
});

test('how many people are found is said beside the form, which begins at the name', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { patient } = await visit();
  const somebody = { participant: people.doctor.participant, name: 'Dora', profession: 'doctor', organisation: 'Hospital' };
  const place = search(patient, [], () => {});
  const [input] = place.all('input');
  const outcome = place.all('p').find(({ attributes }) => attributes.get('role') === 'status');
  const types = async (people, said) => {
    patient.names.search = async () => people;
    input.value = 'dora';
    input.fire('input');
    t.mock.timers.tick(1000);
    await until(() => outcome.textContent === said);
  };
  await types([], 'Nobody of that name is known here.');
  await types([somebody, somebody], '2 people are shown.');
  await types([somebody], 'One person is shown.');
  patient.names.phrase = async () => 'Dora (doctor, Hospital)';
  await found([place], 'button', 'Dora').fire('click');
  assert.equal(outcome.textContent, '');
  assert.equal(document.activeElement, found([place], 'h3', 'Dora (doctor, Hospital)'));
  assert.equal(document.activeElement.attributes.get('tabindex'), '-1');
});
