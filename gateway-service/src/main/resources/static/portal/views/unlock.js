/** A later visit: the key file is here, locked. */
import { openKeyFile } from '../../protocol/key-files.js';
import { ask, h } from '../dom.js';
import { Patient, fetchNetwork, isSameNetwork, readNetwork } from '../patient.js';
import { forget } from '../vault.js';
import { deskRequest, saveKey } from './key.js';
import { Refused, enter, form, passphrase } from './welcome.js';

/** What to do when the network's file is not the pinned one, as it is after any change of it. */
const OTHER_NETWORK =
  'The hospital’s network file has changed since your key was first opened here. Please ask the hospital’s desk whether they changed it. ' +
  'If they did: save a copy of your key file, remove the key from this browser, and open the file again. The new network file is then kept with it.';

/** @param {import('../vault.js').Kept} kept @param {(patient: Patient, keyFile: string) => void} signedIn @param {() => void} again shows the first page */
export function unlock({ keyFile, network }, signedIn, again) {
  const secret = passphrase('passphrase', 'Passphrase', 'current-password');
  const place = h('div', {});
  const button = h('button', { class: 'primary' }, 'Open');
  const request = h('div', { class: 'stack' });
  const open = async () => {
    const keys = await openKeyFile(keyFile, secret.input.value);
    if (!isSameNetwork(await fetchNetwork(), network)) {
      throw new Refused(OTHER_NETWORK);
    }
    const patient = new Patient(keys, readNetwork(network));
    try {
      await enter(patient, keyFile, signedIn);
    } catch (e) {
      if (e.type?.endsWith(':sign-in-refused')) {
        request.replaceChildren(h('h2', {}, 'Not entered yet?'), await deskRequest(patient));
      }
      throw e;
    }
  };
  const leave = async () => {
    const agreed = await ask({
      title: 'Remove the key from this browser?',
      body: h('p', {}, 'Keep a copy of the key file first: without it your records cannot be opened any more.'),
      agree: 'Remove it',
      danger: true,
    });
    if (agreed) {
      await forget(keyFile);
      again();
    }
  };
  return [
    h('h1', {}, 'Welcome back'),
    h('section', { class: 'card stack' }, form(button, place, open, secret.field, place, h('div', {}, button)), request),
    h(
      'div',
      { class: 'row' },
      h('button', { type: 'button', onclick: () => saveKey(keyFile) }, 'Save a copy of my key file'),
      h('button', { type: 'button', class: 'danger', onclick: leave }, 'Remove my key from this browser'),
    ),
  ];
}
