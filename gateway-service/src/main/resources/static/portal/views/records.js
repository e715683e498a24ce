/** The patient's records as a timeline. Category and day are there at once; titles and authors follow as they are opened and checked. */
import { toHex } from '../../protocol/octets.js';
import { fill, h } from '../dom.js';
import { grouped } from '../grouped.js';
import { category, day, month } from '../phrases.js';

/** How many titles are opened at a time. */
const AT_A_TIME = 4;
/** States of a record that the chain may still take up. */
const ON_THEIR_WAY = ['ACCEPTED', 'SUBMITTED'];

/** @param {import('../patient.js').Patient} patient */
export async function records(patient, { left }) {
  const listed = await patient.records();
  const items = listed.filter((item) => item.state === 'ANCHORED');
  const news = arriving(listed);
  const heading = h('h1', {}, 'Your records');
  if (items.length === 0) {
    return [heading, h('p', { class: 'lead' }, news ?? 'There are none yet. Let your nurse or doctor add records under “Who may read”.')];
  }
  const rows = items.map((item) => ({ item, title: h('h3', {}, category(item.category)), author: h('p', { class: 'soft small' }) }));
  const months = grouped(rows, ({ item }) => month(item.time));
  openTitles(patient, rows.slice(), left);
  return [
    heading,
    h('p', { class: 'soft' }, items.length === 1 ? 'One record' : `${items.length} records`),
    news !== null && h('p', { class: 'soft' }, news),
    [...months].map(([name, found]) => [h('h2', { class: 'month' }, name), h('ol', { class: 'timeline' }, found.map(entry))]),
  ];
}

/** How many records are on their way to the chain, in a sentence; null if none is. One that was sent more than once counts once. */
export function arriving(listed) {
  const records = new Set(listed.filter(({ state }) => ON_THEIR_WAY.includes(state)).map(({ record }) => toHex(record)));
  if (records.size === 0) {
    return null;
  }
  return records.size === 1 ? 'One record has arrived and is not confirmed yet.' : `${records.size} records have arrived and are not confirmed yet.`;
}

function entry({ item, title, author }) {
  const facts = h('p', { class: 'row small' }, h('span', { class: 'tag' }, category(item.category)), h('time', {}, day(item.time)));
  return h('li', {}, h('a', { class: 'card link', href: `#/record/${toHex(item.record)}` }, title, facts, author));
}

function openTitles(patient, rows, left) {
  const next = async () => {
    for (let row = rows.shift(); row !== undefined && !left.aborted; row = rows.shift()) {
      await openTitle(patient, row);
    }
  };
  Array.from({ length: AT_A_TIME }, next);
}

async function openTitle(patient, { item, title, author }) {
  try {
    const metadata = await patient.metadataOf(item);
    fill(title, metadata.title);
    fill(author, `By ${await patient.names.phrase(metadata.author)}`);
  } catch (e) {
    console.warn('a title does not open', e);
    fill(author, 'The title of this record cannot be checked; open it to see why.');
  }
}
