/** Who may read and write: the consents in force, their end, and new ones for somebody who is found by name. */
import { EFFECT, PARTICIPANT_STATUS, PERMISSION, PURPOSE } from '../../protocol/codes.js';
import { ALL_RECORDS, FOREVER, giveConsent, listConsents, withdrawConsent } from '../../protocol/consents.js';
import { isZero, toHex } from '../../protocol/octets.js';
import { findPerson } from '../../protocol/people.js';
import { announce, busy, confirm, failed, fill, h } from '../dom.js';
import { day, listed, permissions, purpose, sentence } from '../phrases.js';

const DAY = 86_400;
const TYPING_PAUSE = 300;

/** @param {import('../patient.js').Patient} patient */
export async function readers(patient, { again }) {
  const entries = (await listConsents(patient.gateway)).filter(({ effect }) => effect !== EFFECT.NONE);
  const rows = await Promise.all(entries.map((entry) => row(patient, entry, again)));
  return [
    h('h1', {}, 'Who may read'),
    h('p', { class: 'lead' }, 'Nobody reads your records unless you let them. What you change here binds from now on.'),
    rows.length === 0
      ? h('p', { class: 'card' }, 'You have let nobody read or write yet.')
      : h('ul', { class: 'stack', 'aria-label': 'People whom you let read or write' }, rows),
    search(patient, again),
  ];
}

async function row(patient, entry, again) {
  const name = await nameOf(patient, entry.grantee);
  const place = h('div', {});
  const button = h('button', { type: 'button', class: 'danger', 'aria-label': `End this for ${name}` }, 'End this');
  button.addEventListener('click', () => end(patient, entry, name, button, place, again));
  const scope = isZero(entry.record) ? 'all your records' : 'one record';
  const purposes = Object.values(PURPOSE).filter((number) => (entry.purposes & (1 << number)) !== 0);
  const until = entry.notAfter === FOREVER ? 'until you end it' : `until ${day(Number(entry.notAfter))}`;
  const verb = entry.effect === EFFECT.ALLOW ? 'may' : 'may not';
  return h(
    'li',
    { class: 'card stack' },
    h('h2', {}, name),
    h('p', {}, `${verb} ${permissions(entry.permissions)}: ${scope}, ${listed(purposes.map(purpose))}, ${until}.`),
    h('p', { class: 'soft small' }, `Since ${day(entry.time)}`),
    place,
    button,
  );
}

/** A grantee may be an organisation, which stands in the network's file. */
async function nameOf(patient, grantee) {
  const organisation = patient.gateway.network.organisations.find(({ id }) => toHex(id) === toHex(grantee));
  return organisation?.name ?? patient.names.phrase(grantee);
}

async function end(patient, entry, name, button, place, again) {
  const agreed = await confirm({
    title: `End this for ${name}?`,
    body: h('p', {}, 'From now on they are given nothing more. What they have read already they may remember.'),
    agree: 'End it',
    danger: true,
  });
  if (agreed) {
    await busy(
      button,
      place,
      async () => {
        const { operation } = await withdrawConsent(patient.gateway, patient.chain, entry);
        announce(`${name} may no longer read.`);
        await patient.anchored(operation);
        again();
      },
      sentence,
    );
  }
}

function search(patient, again) {
  const results = h('div', { class: 'stack', 'aria-live': 'polite' });
  let timer = 0;
  const input = h('input', { id: 'search', type: 'search', autocomplete: 'off', 'aria-describedby': 'search-hint' });
  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => find(patient, input, results, again), TYPING_PAUSE);
  });
  return h(
    'section',
    { class: 'card stack', role: 'search', 'aria-labelledby': 'let-somebody' },
    h('h2', { id: 'let-somebody' }, 'Let somebody read'),
    h('div', {}, h('label', { for: 'search' }, 'Name'), input, h('p', { class: 'hint', id: 'search-hint' }, 'The beginning of their first or last name, two letters at least.')),
    results,
  );
}

async function find(patient, input, results, again) {
  const name = input.value.trim();
  if (name.length < 2) {
    fill(results);
    return;
  }
  try {
    const found = await patient.names.search(name);
    if (input.value.trim() !== name) {
      return;
    }
    fill(results, found.length === 0 ? h('p', {}, 'Nobody of that name is known here.') : found.map((one) => result(patient, one, results, again)));
  } catch (e) {
    fill(results, failed(sentence(e)));
  }
}

function result(patient, one, results, again) {
  const place = h('div', {});
  const button = h('button', { type: 'button' }, `${one.name}, ${one.profession}, ${one.organisation}`);
  button.addEventListener('click', () => busy(button, place, () => offer(patient, one.participant, results, again), sentence));
  return h('div', {}, button, place);
}

/** The person's name as their certificate says it, which the registrar's signature covers; and what to let them do. */
async function offer(patient, id, results, again) {
  const person = await findPerson(patient.gateway, patient.chain, id);
  const name = await patient.names.phrase(id);
  if (person.status !== PARTICIPANT_STATUS.ACTIVE) {
    fill(results, h('p', { class: 'note bad' }, `${name} does not work there any more.`));
    return;
  }
  const choice = (type, group, value, label, checked) =>
    h('label', { class: 'choice' }, h('input', { type, name: group, value, checked }), label);
  const place = h('div', {});
  const bar = h('p', { class: 'soft', role: 'status' });
  const button = h('button', { class: 'primary' }, 'Let them');
  const form = h(
    'form',
    { class: 'note stack' },
    h('h3', {}, name),
    h('fieldset', {}, h('legend', {}, 'They may'), choice('checkbox', 'may', PERMISSION.READ, 'read all your records, for treatment', true), choice('checkbox', 'may', PERMISSION.CONTRIBUTE, 'add records', false)),
    h('fieldset', {}, h('legend', {}, 'For how long'), choice('radio', 'days', 0, 'until I end it', true), choice('radio', 'days', 30, 'for 30 days', false), choice('radio', 'days', 365, 'for a year', false)),
    bar,
    place,
    button,
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    busy(button, place, () => give(patient, id, name, new FormData(form), bar, again), sentence);
  });
  fill(results, form);
  button.focus();
}

async function give(patient, grantee, name, chosen, bar, again) {
  const mask = chosen.getAll('may').reduce((sum, bit) => sum | Number(bit), 0);
  if (mask === 0) {
    fill(bar, 'Please choose what they may do.');
    return;
  }
  const days = Number(chosen.get('days'));
  const terms = {
    record: ALL_RECORDS,
    grantee,
    permissions: mask,
    purposes: 1 << PURPOSE.TREAT,
    effect: EFFECT.ALLOW,
    notBefore: 0,
    notAfter: days === 0 ? FOREVER : Math.floor(Date.now() / 1000) + days * DAY,
  };
  const { operation } = await giveConsent(patient.gateway, patient.chain, terms, (wrapped) => fill(bar, `Preparing the keys of your records: ${wrapped} …`));
  fill(bar, 'Signed. It takes some seconds until it is written down for good …');
  await patient.anchored(operation);
  announce(`${name} may now ${permissions(mask)}.`);
  again();
}
