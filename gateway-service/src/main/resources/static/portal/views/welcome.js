/** The first visit: a new key, or one that a file holds. */
import { SHORTEST_PASSPHRASE, newKeyFile, openKeyFile } from '../../protocol/key-files.js';
import { busy, fill, h } from '../dom.js';
import { Patient, fetchNetwork, readNetwork } from '../patient.js';
import { sentence } from '../phrases.js';
import { keep } from '../vault.js';
import { deskRequest, saveKey } from './key.js';

/** @param {(patient: Patient, keyFile: string) => void} signedIn */
export function welcome(signedIn) {
  return [
    h('h1', {}, 'Your health records, opened by you'),
    h(
      'p',
      { class: 'lead' },
      'Your records are sealed by whoever wrote them. Only your key, and those to whom you give access, can open them. No server can: not even this one.',
    ),
    newKey(signedIn),
    ownKey(signedIn),
  ];
}

function newKey(signedIn) {
  const first = passphrase('new-passphrase', 'Choose a passphrase', 'new-password');
  const second = passphrase('new-passphrase-again', 'The same passphrase again', 'new-password');
  const place = h('div', {});
  const button = h('button', { class: 'primary' }, 'Make my key');
  const make = async () => {
    if (first.input.value !== second.input.value) {
      throw new Refused('The two passphrases differ.');
    }
    if ([...first.input.value].length < SHORTEST_PASSPHRASE) {
      throw new Refused(`A passphrase has at least ${SHORTEST_PASSPHRASE} characters.`);
    }
    const network = await fetchNetwork();
    const keyFile = await newKeyFile(first.input.value, Date.now());
    await keepHere(keyFile, network);
    const keys = await openKeyFile(keyFile, first.input.value);
    const patient = new Patient(keys, readNetwork(network));
    fill(document.getElementById('main'), await made(patient, keyFile, signedIn));
    document.querySelector('h1').focus();
  };
  return h(
    'section',
    { class: 'card stack', 'aria-labelledby': 'new-key' },
    h('h2', { id: 'new-key' }, 'I am new here'),
    h('p', {}, 'A key is made in this browser and never leaves it unsealed. A few words in a row make a good passphrase.'),
    form(button, place, make, first.field, second.field, place, h('div', {}, button)),
  );
}

function ownKey(signedIn) {
  const file = h('input', { id: 'key-file', type: 'file', accept: '.pem,.key,application/x-pem-file', required: true });
  const secret = passphrase('file-passphrase', 'Its passphrase', 'current-password');
  const place = h('div', {});
  const button = h('button', {}, 'Open my key');
  const open = async () => {
    const keyFile = await file.files[0].text();
    const keys = await openKeyFile(keyFile, secret.input.value);
    const network = await fetchNetwork();
    await keepHere(keyFile, network);
    await enter(new Patient(keys, readNetwork(network)), keyFile, signedIn);
  };
  return h(
    'section',
    { class: 'card stack', 'aria-labelledby': 'own-key' },
    h('h2', { id: 'own-key' }, 'I have a key file'),
    form(button, place, open, h('div', {}, h('label', { for: 'key-file' }, 'Key file'), file), secret.field, place, h('div', {}, button)),
  );
}

async function keepHere(keyFile, network) {
  if (!(await keep(keyFile, network))) {
    throw new Refused('This browser keeps another key already, from another tab. Load this page again to open that one, or to remove it first.');
  }
}

/** What to do with a fresh key: keep a copy, and have the hospital's desk enter it. */
async function made(patient, keyFile, signedIn) {
  const place = h('div', {});
  const button = h('button', { class: 'primary', type: 'button' }, 'I have been entered: sign in');
  button.addEventListener('click', () => busy(button, place, () => enter(patient, keyFile, signedIn), sentence));
  return [
    h('h1', { tabindex: '-1' }, 'Your key is made'),
    h(
      'section',
      { class: 'card stack' },
      h('h2', {}, '1. Keep a copy'),
      h('p', {}, 'Without key and passphrase nobody can open your records, and nobody can make the key again.'),
      h('button', { type: 'button', onclick: () => saveKey(keyFile) }, 'Save my key file'),
    ),
    h('section', { class: 'card stack' }, h('h2', {}, '2. Be entered at the hospital’s desk'), await deskRequest(patient)),
    h('section', { class: 'card stack' }, h('h2', {}, '3. Sign in'), place, button),
  ];
}

/** Signs in before anything is shown, so that a key which nobody knows says so at the door. */
export async function enter(patient, keyFile, signedIn) {
  await patient.chain.participant(patient.id);
  signedIn(patient, keyFile);
}

/** A passphrase's field. */
export function passphrase(id, label, autocomplete) {
  const input = h('input', { id, type: 'password', autocomplete, required: true });
  return { input, field: h('div', {}, h('label', { for: id }, label), input) };
}

/** A form whose submission is work. */
export function form(button, place, work, ...children) {
  const submit = (event) => {
    event.preventDefault();
    busy(button, place, work, (e) => (e instanceof Refused ? e.message : sentence(e)));
  };
  return h('form', { class: 'stack', onsubmit: submit }, children);
}

/** What the person typed will not do. */
export class Refused extends Error {}
