/** The patient's key: who they are here, their copy of it, and their way out. */
import { ROLE } from '../../protocol/codes.js';
import { enrolmentRequest } from '../../protocol/enrolment.js';
import { equal, toHex } from '../../protocol/octets.js';
import { h, save } from '../dom.js';

/** @param {import('../patient.js').Patient} patient */
export async function key(patient, { keyFile, signOut }) {
  return [
    h('h1', {}, 'My key'),
    h(
      'section',
      { class: 'card stack' },
      h('p', {}, 'Your key stands for you. It carries no name: the hospital’s desk knows whose it is, the chain does not.'),
      h('dl', { class: 'facts' }, h('dt', {}, 'Your number'), h('dd', {}, h('code', { class: 'id' }, toHex(patient.id)))),
      h('button', { type: 'button', onclick: () => saveKey(keyFile) }, 'Save a copy of my key file'),
    ),
    h('button', { type: 'button', onclick: signOut }, 'Sign out'),
  ];
}

/** @param {string} keyFile PEM */
export function saveKey(keyFile) {
  save('anamnesis-key.pem', 'application/x-pem-file', keyFile);
}

/** What a new patient hands to the desk. @param {import('../patient.js').Patient} patient */
export async function deskRequest({ gateway, id }) {
  const { network, keys } = gateway;
  const requests = await Promise.all(
    network.registrars.map(async ({ participant: registrar, organisation }) => ({
      name: network.organisations.find((one) => equal(one.id, organisation))?.name ?? 'the hospital',
      json: await enrolmentRequest(keys, { role: ROLE.PATIENT, organisation, registrar }, gateway.registry, gateway.now()),
    })),
  );
  return [
    h('p', {}, 'Hand this request to the desk. They check who you are and enter your key; it takes a minute.'),
    h('dl', { class: 'facts' }, h('dt', {}, 'Your number'), h('dd', {}, h('code', { class: 'id' }, toHex(id)))),
    h(
      'div',
      { class: 'row' },
      requests.map(({ name, json }) =>
        h('button', { type: 'button', onclick: () => save('enrolment-request.json', 'application/json', JSON.stringify(json)) }, `Save the request for ${name}`),
      ),
    ),
  ];
}
