/** One record: announced, fetched, checked segment by segment, and shown as sections that a person reads. */
import { PURPOSE } from '../../protocol/codes.js';
import { fromHex32 } from '../../protocol/octets.js';
import { openRecord } from '../../protocol/records.js';
import { failed, fill, h, moveFocus } from '../dom.js';
import { readable } from '../fhir.js';
import { day, sentence } from '../phrases.js';
import { LONGEST, readWhole } from '../reading.js';

const IMAGES = ['image/jpeg', 'image/png'];

/**
 * The heading says no title at first: the first one becomes the document's, and that stays behind in the browser's history.
 * @param {import('../patient.js').Patient} patient @param {string} id @param {AbortSignal} left when the person goes elsewhere
 */
export async function record(patient, id, left) {
  const place = h('div', { class: 'stack' });
  const heading = h('h1');
  const load = async () => {
    fill(heading, 'A record');
    try {
      await open(patient, fromHex32(id), heading, place, left);
    } catch (e) {
      fill(heading, 'This record is not shown');
      fill(place, e.name === 'RecordTooLong' ? failed(tooLong(id)) : failed(sentence(e), load));
      if (!left.aborted) {
        moveFocus(heading);
      }
    }
  };
  load();
  return [h('p', {}, h('a', { href: '#/records' }, '← All records')), heading, place];
}

function tooLong(id) {
  return `This record is too large for a web page, so it was not read. The command line opens it: anamnesis record get ${id}. The hospital’s desk can help you with that.`;
}

async function open(patient, id, heading, place, left) {
  const progress = h('p', { class: 'soft', role: 'status' }, 'Your reading is being written down …');
  fill(place, progress);
  const opened = await openRecord(patient.gateway, patient.chain, id, PURPOSE.PATRQT, LONGEST);
  const { metadata } = opened;
  const bar = h('progress', { max: Math.max(1, metadata.length), value: 0, 'aria-label': 'How much is opened' });
  fill(heading, metadata.title);
  fill(progress, 'Fetching and checking …');
  place.append(bar);
  const content = await readWhole(opened, (octets) => {
    left.throwIfAborted();
    bar.setAttribute('value', octets);
  });
  const author = await patient.names.phrase(metadata.author).catch(() => 'Somebody whose signature is right, and whose name cannot be checked now');
  const whole = await shown(content, metadata, left);
  left.throwIfAborted();
  fill(
    place,
    h('dl', { class: 'facts' }, h('dt', {}, 'Written'), h('dd', {}, day(metadata.time)), h('dt', {}, 'By'), h('dd', {}, author)),
    progress,
    whole,
  );
  progress.setAttribute('class', 'note good');
  fill(progress, 'Sealed by its author, unchanged since, and opened only here.');
  moveFocus(heading);
}

/** Whatever becomes of the rest, there is a copy to save. */
async function shown(content, { mediaType, title }, left) {
  const address = addressOf(content, left);
  return [await told(content, mediaType, title, address), h('a', { class: 'button', href: address, download: title }, 'Save a copy')];
}

/** An address of the plaintext, which ends when the person goes elsewhere. */
function addressOf(content, left) {
  left.throwIfAborted();
  const address = URL.createObjectURL(content);
  left.addEventListener('abort', () => URL.revokeObjectURL(address));
  return address;
}

/** Only the sealed media type is trusted, and of those only what a page can show without running it. */
async function told(content, mediaType, title, address) {
  if (mediaType === 'application/fhir+json') {
    return sections(await content.text());
  }
  if (mediaType === 'text/plain') {
    return h('pre', { class: 'card' }, await content.text());
  }
  if (IMAGES.includes(mediaType)) {
    return h('img', { src: address, alt: title });
  }
  return h('p', {}, 'This kind of record is not shown here; save a copy and open it with a program of yours.');
}

function sections(json) {
  const read = readIn(json);
  if (read === null) {
    return h('p', {}, 'This page cannot tell what the file holds; save a copy and open it with a program of yours.');
  }
  return [
    read.sections.map(({ title, items }) =>
      h('section', { class: 'card stack' }, h('h2', {}, title), h('ul', { class: 'items' }, items.map(item))),
    ),
    h(
      'p',
      { class: 'soft small' },
      read.sections.length === 0
        ? 'The file holds nothing that this page has a section for; save a copy to see all of it.'
        : 'These are the main facts of each entry; a copy has all of them.',
    ),
    read.others.length > 0 && h('p', { class: 'soft small' }, `The file also holds ${read.others.map(([type, count]) => `${count} × ${type}`).join(', ')}.`),
  ];
}

/** An author may have signed what is no FHIR. The error is not told in full: it may quote the record. */
function readIn(json) {
  try {
    return readable(JSON.parse(json));
  } catch (e) {
    console.warn('a record is not told in sections', e.name);
    return null;
  }
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
