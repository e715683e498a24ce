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
import { stored } from './vault.js';

const PLACES = [
  ['records', 'Records', records],
  ['readers', 'Who may read', readers],
  ['history', 'Who has read', history],
  ['key', 'My key', key],
];

let patient = null;
let turn = 0;

/** Shows the place that the address names. Whatever an older place still loads is dropped. */
async function show() {
  const mine = ++turn;
  const main = document.getElementById('main');
  const [place, argument] = location.hash.replace(/^#\/?/, '').split('/');
  showNavigation(place);
  try {
    const view = await viewOf(place, argument);
    if (mine === turn) {
      fill(main, view);
      focusHeading(main);
    }
  } catch (e) {
    if (mine === turn) {
      fill(main, h('h1', { tabindex: '-1' }, 'That did not work'), failed(sentence(e), show));
      focusHeading(main);
    }
  }
}

async function viewOf(place, argument) {
  if (patient === null) {
    return (await stored()) === undefined ? welcome(signedIn) : unlock(signedIn, show);
  }
  if (place === 'record') {
    return record(patient, argument);
  }
  const [, , view] = PLACES.find(([name]) => name === place) ?? PLACES[0];
  return view(patient, { signOut, again: show });
}

function showNavigation(place) {
  const nav = document.getElementById('nav');
  nav.hidden = patient === null;
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

function signedIn(someone) {
  patient = someone;
  announce('You are signed in.');
  location.hash = '#/records';
  show();
}

async function signOut() {
  const leaving = patient;
  patient = null;
  location.hash = '';
  show();
  await leaving.gateway.signOut();
}

addEventListener('hashchange', show);
fill(document.getElementById('main'), h('h1', {}, 'Anamnesis'), waiting('One moment …', 1));
show();
