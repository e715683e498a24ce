/** The portal: which place is shown, and to whom. Keys live in this page's memory only; reloading it locks them again. */
import { announce, failed, fill, h, waiting } from './dom.js';
import { sentence } from './phrases.js';
import { history } from './views/history.js';
import { key } from './views/key.js';
import { readers } from './views/readers.js';
import { record } from './views/record.js';
import { records } from './views/records.js';
import { unlock } from './views/unlock.js';
import { welcome } from './views/welcome.js';
import { askToPersist, stored } from './vault.js';

const PLACES = [
  ['records', 'Records', records],
  ['readers', 'Who may read', readers],
  ['history', 'Who has read', history],
  ['key', 'My key', key],
];
const HOME = '#/records';

/** Who is signed in, and the key file that they opened. @type {{patient: import('./patient.js').Patient, keyFile: string}|null} */
let session = null;
/** Aborted when the person goes elsewhere. */
let turn = new AbortController();

/** Shows the place that the address names. Whatever an older place still loads is dropped. */
async function show() {
  turn.abort();
  turn = new AbortController();
  const left = turn.signal;
  const main = document.getElementById('main');
  const [place, argument] = location.hash.replace(/^#\/?/, '').split('/');
  showNavigation(place);
  fill(main, waiting('One moment …'));
  const view = await viewOf(place, argument, left).catch((e) => [h('h1', {}, 'That did not work'), failed(sentence(e), show)]);
  if (!left.aborted) {
    fill(main, view);
    focusHeading(main);
  }
}

async function viewOf(place, argument, left) {
  const again = () => left.aborted || show();
  if (!isSecureContext) {
    return unsafe();
  }
  if (session === null) {
    const kept = await stored();
    return kept === undefined ? welcome(signedIn) : unlock(kept, signedIn, again);
  }
  const { patient, keyFile } = session;
  if (place === 'record') {
    return record(patient, argument, left);
  }
  const [, , view] = PLACES.find(([name]) => name === place) ?? PLACES[0];
  return view(patient, { keyFile, signOut, again, left });
}

/** Here the browser has no WebCrypto, and whoever is on the way could have changed this page. */
function unsafe() {
  return [
    h('h1', {}, 'This connection is not safe'),
    failed('A key is made and opened over an encrypted connection only (https). Please open the portal at the address that the hospital gave you.'),
  ];
}

function showNavigation(place) {
  const nav = document.getElementById('nav');
  nav.hidden = session === null;
  const current = PLACES.some(([name]) => name === place) ? place : PLACES[0][0];
  fill(
    nav,
    PLACES.map(([name, title]) => h('a', { href: `#/${name}`, 'aria-current': name === current && 'page' }, title)),
  );
}

function focusHeading(main) {
  const heading = main.querySelector('h1');
  document.title = `${heading?.textContent ?? 'Anamnesis'} · Anamnesis`;
  heading?.setAttribute('tabindex', '-1');
  heading?.focus();
}

function signedIn(patient, keyFile) {
  session = { patient, keyFile };
  askToPersist();
  announce('You are signed in.');
  if (location.hash === HOME) {
    show();
  } else {
    location.hash = HOME;
  }
}

/** Nothing of the person stays: what is shown goes at once, and the page with all that it holds is loaded anew, even if the gateway hears nothing of it. */
async function signOut() {
  const { gateway } = session.patient;
  session = null;
  turn.abort();
  showNavigation('');
  fill(document.getElementById('main'), waiting('Signing out …'));
  try {
    await gateway.signOut();
  } catch (e) {
    console.warn('the gateway did not end the session, which ends by itself', e);
  } finally {
    location.reload();
  }
}

/** The address names a place, so that the link must not change it. */
function skip(event) {
  event.preventDefault();
  document.getElementById('main').focus();
}

document.querySelector('.skip').addEventListener('click', skip);
addEventListener('hashchange', show);
show();
