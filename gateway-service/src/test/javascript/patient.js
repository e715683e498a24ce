/**
 * A patient who speaks only the portal's JavaScript, for a test that has a network: a command is a line of JSON on standard input, its answer one on
 * standard output. `{"command": "new", "network": path, "gateway": origin, "registrar": id, "organisation": id}` comes first.
 */
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Chain } from '../../main/resources/static/protocol/chain.js';
import { EFFECT, PERMISSION, PURPOSE, ROLE } from '../../main/resources/static/protocol/codes.js';
import { ALL_RECORDS, FOREVER, giveConsent, listConsents, withdrawConsent } from '../../main/resources/static/protocol/consents.js';
import { registryOf } from '../../main/resources/static/protocol/directory.js';
import { Sha256 } from '../../main/resources/static/protocol/digest.js';
import { enrolmentRequest } from '../../main/resources/static/protocol/enrolment.js';
import { Gateway } from '../../main/resources/static/protocol/gateway.js';
import { newKeyFile, openKeyFile } from '../../main/resources/static/protocol/key-files.js';
import { fromHex32, toHex } from '../../main/resources/static/protocol/octets.js';
import { listRecords, openRecord } from '../../main/resources/static/protocol/records.js';
import { READ, readAnswer } from '../../main/resources/static/protocol/wire.js';

const PASSPHRASE = 'correct horse battery';
let gateway;
let chain;

const COMMANDS = {
  async new({ network: path, gateway: origin, registrar, organisation }) {
    const network = readAnswer(READ.network, new Uint8Array(readFileSync(path)));
    const keys = await openKeyFile(await newKeyFile(PASSPHRASE, Date.now()), PASSPHRASE);
    gateway = new Gateway(origin, keys, network);
    chain = new Chain(gateway);
    const asked = { role: ROLE.PATIENT, organisation: fromHex32(organisation), registrar: fromHex32(registrar) };
    return { participant: toHex(keys.participant), request: await enrolmentRequest(keys, asked, registryOf(network), Date.now()) };
  },

  async list() {
    return (await listRecords(gateway, gateway.keys.participant)).map(({ record, state }) => ({ record: toHex(record), state }));
  },

  async open({ record }) {
    const opened = await openRecord(gateway, chain, fromHex32(record));
    const digest = new Sha256();
    for await (const piece of opened.content()) {
      digest.update(piece);
    }
    return { title: opened.metadata.title, sha256: toHex(digest.finish()), access: toHex(opened.access) };
  },

  async grant({ grantee, permission }) {
    const terms = {
      record: ALL_RECORDS, grantee: fromHex32(grantee), permissions: PERMISSION[permission], purposes: 1 << PURPOSE.TREAT, effect: EFFECT.ALLOW,
      notBefore: 0, notAfter: FOREVER,
    };
    return { operation: toHex((await giveConsent(gateway, chain, terms)).operation) };
  },

  async withdraw({ grantee }) {
    return { operation: toHex((await withdrawConsent(gateway, chain, { record: ALL_RECORDS, grantee: fromHex32(grantee) })).operation) };
  },

  async status({ operation }) {
    return { state: (await gateway.status(fromHex32(operation))).state };
  },

  async consents() {
    return (await listConsents(gateway)).map(({ grantee, effect }) => ({ grantee: toHex(grantee), effect }));
  },

  async leave() {
    await gateway.signOut();
    return {};
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { command, ...options } = JSON.parse(line);
  let answer;
  try {
    answer = { answer: await COMMANDS[command](options) };
  } catch (e) {
    answer = { refused: e.name, detail: e.message, type: e.type };
  }
  process.stdout.write(JSON.stringify(answer) + '\n');
}
