/** One record: announced, fetched, checked segment by segment, and shown as sections that a person reads. */
import { fromHex32 } from '../../protocol/octets.js';
import { openRecord } from '../../protocol/records.js';
import { failed, fill, h } from '../dom.js';
import { readable } from '../fhir.js';
import { day, sentence } from '../phrases.js';
import { readWhole } from '../reading.js';

const IMAGES = ['image/jpeg', 'image/png'];

/** @param {import('../patient.js').Patient} patient @param {string} id */
export async function record(patient, id) {
  const place = h('div', { class: 'stack' });
  const heading = h('h1', {}, 'Opening …');
  const load = async () => {
    try {
      await open(patient, fromHex32(id), heading, place);
    } catch (e) {
      fill(heading, 'This record is not shown');
      fill(place, failed(sentence(e), load));
    }
  };
  load();
  return [h('p', {}, h('a', { href: '#/records' }, '← All records')), heading, place];
}

async function open(patient, id, heading, place) {
  fill(place, h('p', { class: 'soft' }, 'Your reading is being written down …'));
  const opened = await openRecord(patient.gateway, patient.chain, id);
  const { metadata } = opened;
  const bar = h('progress', { max: Math.max(1, metadata.length), value: 0, 'aria-label': 'How much is opened' });
  fill(heading, metadata.title);
  fill(place, h('p', { class: 'soft' }, 'Fetching and checking …'), bar);
  const content = await readWhole(opened, (octets) => bar.setAttribute('value', octets));
  const author = await patient.names.phrase(metadata.author);
  fill(
    place,
    h('dl', { class: 'facts' }, h('dt', {}, 'Written'), h('dd', {}, day(metadata.time)), h('dt', {}, 'By'), h('dd', {}, author)),
    h('p', { class: 'note good' }, 'Sealed by its author, unchanged since, and opened only here.'),
    await shown(content, metadata),
  );
  document.title = `${metadata.title} · Anamnesis`;
  heading.focus();
}

/** Only the sealed media type is trusted, and of those only what a page can show without running it. */
async function shown(content, { mediaType, title }) {
  const download = h('a', { class: 'button', href: URL.createObjectURL(content), download: title }, 'Save a copy');
  if (mediaType === 'application/fhir+json') {
    return [sections(JSON.parse(await content.text())), download];
  }
  if (mediaType === 'text/plain') {
    return [h('pre', { class: 'card' }, await content.text()), download];
  }
  if (IMAGES.includes(mediaType)) {
    return [h('img', { src: URL.createObjectURL(content), alt: title }), download];
  }
  return [h('p', {}, 'This kind of record is not shown here; save a copy and open it with a program of yours.'), download];
}

function sections(resource) {
  const { sections: found, others } = readable(resource);
  return [
    found.map(({ title, items }) =>
      h('section', { class: 'card stack' }, h('h2', {}, title), h('ul', { class: 'items' }, items.map(item))),
    ),
    found.length === 0 && h('p', {}, 'The file holds nothing that this page has a section for; save a copy to see all of it.'),
    others.length > 0 && h('p', { class: 'soft small' }, `The file also holds ${others.map(([type, count]) => `${count} × ${type}`).join(', ')}.`),
  ];
}

function item({ title, when, facts }) {
  return h(
    'li',
    {},
    h('h3', {}, title),
    when && h('p', { class: 'soft small' }, when),
    facts.length > 0 && h('dl', { class: 'facts' }, facts.map(([name, said]) => [h('dt', {}, name), h('dd', {}, said)])),
  );
}
