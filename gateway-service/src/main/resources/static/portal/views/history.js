/** Who has read, when and why, as sentences, from the ledger service's index of the chain; it is not held to the chain here. */
import { KIND } from '../../protocol/codes.js';
import { equal, isZero, toHex } from '../../protocol/octets.js';
import { READ } from '../../protocol/wire.js';
import { busy, h, moveFocus } from '../dom.js';
import { moment, purpose, sentence } from '../phrases.js';

const PAGE = 25;

/** @param {import('../patient.js').Patient} patient */
export async function history(patient) {
  const list = h('ol', { class: 'timeline' });
  const problem = h('div', {});
  const more = h('button', { type: 'button' }, 'Show earlier ones');
  const titles = new Map((await patient.records()).map((item) => [toHex(item.record), item]));
  let cursor = null;
  const load = async () => {
    const from = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page = await patient.gateway.get(`/v1/audit?patient=${toHex(patient.id)}&limit=${PAGE}${from}`, READ.audit);
    const rows = await Promise.all(page.items.map((entry) => row(patient, titles, entry)));
    list.append(...rows);
    cursor = page.next;
    more.hidden = cursor === null;
    return rows;
  };
  const loadMore = async () => {
    const [first] = await load();
    if (first !== undefined) {
      first.setAttribute('tabindex', '-1');
      moveFocus(first, more);
    }
  };
  more.addEventListener('click', () => busy(more, problem, loadMore, sentence));
  await load();
  return [
    h('h1', {}, 'Who has read'),
    h('p', { class: 'lead' }, 'Every reading and every change is written to a chain that no hospital can rewrite by itself.'),
    h('p', { class: 'soft' }, 'This list is the hospital’s own index of that chain. The page does not compare it with the chain.'),
    list.childElementCount === 0 ? h('p', { class: 'card' }, 'Nothing has happened yet.') : list,
    problem,
    more,
  ];
}

async function row(patient, titles, entry) {
  return h(
    'li',
    {},
    h('div', { class: 'card' }, h('p', {}, await told(patient, titles, entry)), h('p', { class: 'soft small' }, h('time', {}, moment(entry.time)), ` · block ${entry.block}`)),
  );
}

async function told(patient, titles, { kind, actor, record, purpose: why, verdict }) {
  const who = await patient.nameOf(actor);
  const what = await titleOf(patient, titles, record);
  if (kind === KIND.REGISTER) {
    return `${who} added ${what}.`;
  }
  if (kind === KIND.CONSENT) {
    return equal(actor, patient.id) ? 'You changed who may read or add records.'
      : `${who} changed who may read or add records, in your name.`;
  }
  if (verdict !== null && !verdict.permitted) {
    return `${who} read ${what} ${purpose(why)}, and the chain found no permission for it. Please ask the hospital.`;
  }
  return `${who} read ${what} ${purpose(why)}.`;
}

async function titleOf(patient, titles, record) {
  if (record === null || isZero(record)) {
    return 'the list of your records';
  }
  const item = titles.get(toHex(record));
  if (item?.envelope == null) {
    return 'a record';
  }
  return patient.metadataOf(item).then(
    ({ title }) => `“${title}”`,
    () => 'a record whose title cannot be checked',
  );
}
