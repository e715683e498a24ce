/** Who may read and write: the rules that there are, their end, and new ones for somebody who is found by name. */
import { EFFECT } from '../../protocol/codes.js';
import { listConsents, withdrawConsent } from '../../protocol/consents.js';
import { announce, ask, busy, fill, h } from '../dom.js';
import { day, sentence } from '../phrases.js';
import { beforeEnding, ended, endingUnfinished, endsAtOnce, rule } from '../rules.js';
import { search } from './offer.js';

/** @param {import('../patient.js').Patient} patient */
export async function readers(patient, { again }) {
  const entries = (await listConsents(patient.gateway)).filter(({ effect }) => effect !== EFFECT.NONE);
  const rows = await Promise.all(entries.map((entry) => row(patient, entry, entries.length > 1, again)));
  return [
    h('h1', {}, 'Who may read'),
    h('p', { class: 'lead' }, 'Besides you and whoever wrote it, nobody reads a record unless you let them. A permission that you end ends at once at this hospital.'),
    rows.length === 0
      ? h('p', { class: 'card' }, 'You have let nobody read or add records yet.')
      : h('ul', { class: 'stack', 'aria-label': 'Your rules' }, rows),
    search(patient, entries, again),
  ];
}

async function row(patient, entry, othersRemain, again) {
  const name = await patient.nameOf(entry.grantee);
  const outcome = h('div', {});
  const button = h('button', { type: 'button', class: 'danger', 'aria-label': `End this for ${name}` }, 'End this');
  button.addEventListener('click', () => end(patient, entry, name, othersRemain, button, outcome, again));
  const ofOrganisation = patient.organisation(entry.grantee) !== undefined;
  return h(
    'li',
    { class: 'card stack' },
    h('h2', {}, name),
    h('p', {}, rule(entry, ofOrganisation, Math.floor(Date.now() / 1000))),
    h('p', { class: 'soft small' }, `Decided on ${day(entry.time)}`),
    outcome,
    button,
  );
}

async function end(patient, entry, name, othersRemain, button, outcome, again) {
  const agreed = await ask({
    title: `End this for ${name}?`,
    body: h('p', {}, beforeEnding(name, entry, othersRemain)),
    agree: 'End it',
    danger: true,
  });
  if (agreed) {
    await busy(button, outcome, () => endNow(patient, entry, name, outcome, again), sentence);
  }
}

async function endNow(patient, entry, name, outcome, again) {
  const { operation } = await withdrawConsent(patient.gateway, patient.chain, entry);
  if (endsAtOnce(entry)) {
    announce(ended(name, entry));
  }
  const settled = await patient.settled(operation);
  if (settled !== 'ANCHORED') {
    fill(outcome, h('p', { class: 'note', role: 'status' }, endingUnfinished(entry, settled)));
    return;
  }
  if (!endsAtOnce(entry)) {
    announce(ended(name, entry));
  }
  again();
}
