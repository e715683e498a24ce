import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '../../main/resources/static/portal/phrases.js';
import { beforeEnding, ended, endingUnfinished, given, kept, rule } from '../../main/resources/static/portal/rules.js';
import { EFFECT, PERMISSION, PURPOSE, ROLE, maskOf } from '../../main/resources/static/protocol/codes.js';
import { ALL_RECORDS, FOREVER } from '../../main/resources/static/protocol/consents.js';

const NOW = 1_800_000_000;
const reading = {
  record: ALL_RECORDS, roles: maskOf(ROLE), permissions: PERMISSION.READ, purposes: 1 << PURPOSE.TREAT, effect: EFFECT.ALLOW, notBefore: 0n, notAfter: FOREVER,
};
const oneRecord = { record: new Uint8Array(32).fill(1) };

test('a rule says who may do what, for which purposes and how long', () => {
  assert.equal(rule(reading, false, NOW), 'may read: all your records, for treatment, until you end it.');
  assert.equal(rule({ ...reading, notAfter: 1_800_100_000n }, false, NOW), 'may read: all your records, for treatment, until 16 January 2027.');
  assert.equal(rule({ ...reading, ...oneRecord, effect: EFFECT.DENY }, false, NOW), 'may not read: one record, for treatment, until you end it.');
});

test('purposes are told of reading alone', () => {
  assert.equal(rule({ ...reading, permissions: PERMISSION.CONTRIBUTE }, false, NOW), 'may add records: all your records, until you end it.');
});

test('a rule to come is no rule in force', () => {
  const toCome = { ...reading, notBefore: 1_800_100_000n };
  assert.equal(rule(toCome, false, NOW), 'may read: all your records, for treatment, from 16 January 2027 until you end it. This is not in force yet.');
  assert.match(rule({ ...reading, notBefore: FOREVER - 1n }, false, NOW), /from a day beyond every calendar/);
  assert.equal(day(FOREVER), 'a day beyond every calendar');
});

test('a rule for an organisation names the roles that it is for', () => {
  assert.match(rule(reading, true, NOW), /^Everybody there may read:/);
  assert.match(rule({ ...reading, roles: (1 << ROLE.DOCTOR) | (1 << ROLE.NURSE) }, true, NOW), /^The doctors and nurses there may read:/);
});

test('what ending does follows from what the rule does', () => {
  assert.equal(beforeEnding('Dora', reading, false), 'From now on this rule no longer allows Dora to read. What they have read already they may remember.');
  assert.equal(
    beforeEnding('Nora', { ...reading, permissions: PERMISSION.CONTRIBUTE }, true),
    'From now on this rule no longer allows Nora to add records. Your other rules remain and still count.',
  );
  const denial = { ...reading, ...oneRecord, effect: EFFECT.DENY };
  assert.equal(beforeEnding('Dora', denial, false), 'This rule forbids Dora to read, and does so until the chain has its end.');
  assert.equal(ended('Dora', reading), 'Ended: the rule that allowed Dora to read (all your records).');
  assert.equal(ended('Dora', denial), 'Ended: the rule that forbade Dora to read (one record).');
});

test('an end that the chain does not have is told as what it is', () => {
  assert.match(endingUnfinished(reading, 'REFUSED'), /At this hospital the rule has ended\. Please end it once more/);
  assert.match(endingUnfinished(reading, 'ON_ITS_WAY'), /not written to the chain yet\. At this hospital the rule has ended\./);
  assert.match(endingUnfinished({ ...reading, effect: EFFECT.DENY }, 'REFUSED'), /The rule still holds\./);
});

test('only what the chain has is told as given', () => {
  const told = Object.fromEntries(['ANCHORED', 'REFUSED', 'ON_ITS_WAY'].map((outcome) => [outcome, given('Dora', PERMISSION.READ, outcome)]));
  assert.equal(told.ANCHORED, 'Dora may now read.');
  assert.match(told.REFUSED, /what held before still holds/);
  assert.match(told.ON_ITS_WAY, /not written to the chain yet/);
});

test('a record that was not handed over is named by kind and day, with the reason', () => {
  const reason = Object.assign(new Error('the key envelope is for somebody or something else'), { name: 'RecordRefused' });
  assert.equal(
    kept({ item: { category: 2, time: NOW }, reason }),
    'Laboratory of 15 January 2027. A check failed: the key envelope is for somebody or something else. Please tell the hospital.',
  );
});
