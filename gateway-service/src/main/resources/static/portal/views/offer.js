/** Somebody is found by name, and the patient says what they may do. */
import { EFFECT, PARTICIPANT_STATUS, PERMISSION, PURPOSE } from '../../protocol/codes.js';
import { ALL_RECORDS, FOREVER, giveConsent } from '../../protocol/consents.js';
import { equal, isZero } from '../../protocol/octets.js';
import { findPerson } from '../../protocol/people.js';
import { announce, busy, failed, fill, h } from '../dom.js';
import { day, sentence } from '../phrases.js';
import { given, kept, rule } from '../rules.js';

const DAY = 86_400;
const TYPING_PAUSE = 300;
/** The value of the choice to keep the end that the present rule has. */
const AS_NOW = 'as now';

/**
 * @param {import('../patient.js').Patient} patient @param {object[]} entries the patient's rules, for a new one replaces that of the same person
 * @param {() => void} again shows the place anew
 */
export function search(patient, entries, again) {
  const outcome = h('p', { role: 'status' });
  const results = h('div', { class: 'stack' });
  let timer = 0;
  const input = h('input', { id: 'search', type: 'search', autocomplete: 'off', 'aria-describedby': 'search-hint' });
  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => find(patient, entries, input, outcome, results, again), TYPING_PAUSE);
  });
  return h(
    'section',
    { class: 'card stack', role: 'search', 'aria-labelledby': 'let-somebody' },
    h('h2', { id: 'let-somebody' }, 'Let somebody read'),
    h('div', {}, h('label', { for: 'search' }, 'Name'), input, h('p', { class: 'hint', id: 'search-hint' }, 'The beginning of their first or last name, two letters at least.')),
    outcome,
    results,
  );
}

async function find(patient, entries, input, outcome, results, again) {
  const name = input.value.trim();
  if (name.length < 2) {
    fill(outcome);
    fill(results);
    return;
  }
  const choose = async ({ participant }) => {
    await offer(patient, entries, participant, results, again);
    fill(outcome);
  };
  try {
    const found = await patient.names.search(name);
    if (input.value.trim() !== name) {
      return;
    }
    fill(outcome, counted(found.length));
    fill(results, found.map((one) => result(one, choose)));
  } catch (e) {
    fill(outcome);
    fill(results, failed(sentence(e)));
  }
}

function counted(people) {
  if (people === 0) {
    return 'Nobody of that name is known here.';
  }
  return people === 1 ? 'One person is shown.' : `${people} people are shown.`;
}

function result(one, choose) {
  const problem = h('div', {});
  const button = h('button', { type: 'button' }, `${one.name}, ${one.profession}, ${one.organisation}`);
  button.addEventListener('click', () => busy(button, problem, () => choose(one), sentence));
  return h('div', {}, button, problem);
}

/** The person's name as their certificate says it, which the registrar's signature covers; and what to let them do. */
export async function offer(patient, entries, id, results, again) {
  const person = await findPerson(patient.gateway, patient.chain, id);
  const name = await patient.names.phrase(id);
  if (person.status !== PARTICIPANT_STATUS.ACTIVE) {
    fill(results, h('p', { class: 'note bad', role: 'alert' }, `${name} does not work there any more.`));
    return;
  }
  const present = entries.find((entry) => isZero(entry.record) && equal(entry.grantee, id));
  const problem = h('div', {});
  const bar = h('div', { class: 'soft', role: 'status' });
  const heading = h('h3', { tabindex: '-1' }, name);
  const button = h('button', { class: 'primary' }, 'Let them');
  const form = h(
    'form',
    { class: 'note stack' },
    heading,
    present !== undefined && h('p', {}, `At present they ${rule(present, false, seconds())} What you choose here replaces that and begins at once.`),
    whatTheyMay(present),
    forHowLong(present),
    bar,
    problem,
    button,
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    busy(button, problem, () => give(patient, id, name, termsOf(new FormData(form), present), bar, results, again), sentence);
  });
  fill(results, form);
  heading.focus();
}

/** As it is at present; somebody new may read, unless the patient chooses otherwise. Deciding for the patient is kept or ended here, not begun. */
function whatTheyMay(present) {
  const mask = present?.effect === EFFECT.ALLOW ? present.permissions : PERMISSION.READ;
  const may = (bit, label) => choice('checkbox', 'may', bit, label, (mask & bit) !== 0);
  return h(
    'fieldset',
    {},
    h('legend', {}, 'They may'),
    may(PERMISSION.READ, 'read all your records, for treatment'),
    may(PERMISSION.CONTRIBUTE, 'add records'),
    (mask & PERMISSION.DELEGATE) !== 0 && may(PERMISSION.DELEGATE, 'decide for you'),
  );
}

function forHowLong(present) {
  const ends = present !== undefined && present.notAfter !== FOREVER;
  return h(
    'fieldset',
    {},
    h('legend', {}, 'For how long'),
    ends && choice('radio', 'days', AS_NOW, `until ${day(present.notAfter)}, as now`, true),
    choice('radio', 'days', 0, 'until I end it', !ends),
    choice('radio', 'days', 30, 'for 30 days', false),
    choice('radio', 'days', 365, 'for a year', false),
  );
}

function choice(type, group, value, label, checked) {
  return h('label', { class: 'choice' }, h('input', { type, name: group, value, checked }), label);
}

function termsOf(chosen, present) {
  const days = chosen.get('days');
  return {
    permissions: chosen.getAll('may').reduce((sum, bit) => sum | Number(bit), 0),
    notAfter: days === AS_NOW ? present.notAfter : Number(days) === 0 ? FOREVER : seconds() + Number(days) * DAY,
  };
}

async function give(patient, grantee, name, { permissions, notAfter }, bar, results, again) {
  if (permissions === 0) {
    fill(bar, 'Please choose what they may do.');
    return;
  }
  const terms = { record: ALL_RECORDS, grantee, permissions, purposes: 1 << PURPOSE.TREAT, effect: EFFECT.ALLOW, notBefore: 0, notAfter };
  const { operation, withheld } = await giveConsent(patient.gateway, patient.chain, terms, (wrapped) => fill(bar, `Preparing the keys of your records: ${wrapped} …`));
  fill(bar, h('p', {}, 'Accepted. It takes some seconds until it is written down for good …'), notHandedOver(withheld));
  const outcome = await patient.settled(operation);
  if (outcome === 'ANCHORED' && withheld.length === 0) {
    announce(given(name, permissions, outcome));
    again();
    return;
  }
  fill(
    results,
    h('div', { class: 'stack', role: 'status' }, h('p', { class: 'note' }, given(name, permissions, outcome)), notHandedOver(withheld)),
    h('button', { type: 'button', onclick: again }, 'Show who may read now'),
  );
}

function notHandedOver(withheld) {
  if (withheld.length === 0) {
    return null;
  }
  const what = withheld.length === 1 ? 'One record was not handed over, and they cannot open it:' : `${withheld.length} records were not handed over, and they cannot open them:`;
  return h(
    'div',
    { class: 'note bad stack' },
    h('p', {}, what),
    h('ul', {}, withheld.map((one) => h('li', {}, kept(one)))),
    h('p', {}, 'If you let them once more, this is tried again.'),
  );
}

function seconds() {
  return Math.floor(Date.now() / 1000);
}
