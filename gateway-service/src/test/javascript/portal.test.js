import assert from 'node:assert/strict';
import { test } from 'node:test';
import { category, day, moment, month, permissions, purpose, roles, sentence } from '../../main/resources/static/portal/phrases.js';
import { certificateSubject, isSelfSigned, selfSigned } from '../../main/resources/static/protocol/certificates.js';
import { PERMISSION, PURPOSE, ROLE, maskOf } from '../../main/resources/static/protocol/codes.js';
import * as der from '../../main/resources/static/protocol/der.js';
import { Point } from '../../main/resources/static/protocol/keys.js';
import { fromBigInt, toBigInt, utf8 } from '../../main/resources/static/protocol/octets.js';

const N = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

test('every purpose, category and role has words', () => {
  for (const number of Object.values(PURPOSE)) {
    assert.notEqual(purpose(number), purpose(99));
  }
  for (let number = 1; number <= 9; number++) {
    assert.notEqual(category(number), category(99));
  }
  assert.equal(roles(maskOf(ROLE)).split(/, | and /).length, Object.keys(ROLE).length);
  assert.equal(permissions(PERMISSION.READ | PERMISSION.DELEGATE), 'read and decide for you');
});

test('a failed check is said, and a server’s fault is no fault of the patient', () => {
  const named = (name, message) => Object.assign(new Error(message), { name });
  assert.match(sentence(named('ContentRefused', 'segment 3 is not the one that was hashed')), /segment 3/);
  assert.match(sentence(Object.assign(named('Problem', 'It broke off.'), { status: 503 })), /cannot do this at the moment\. It says: It broke off\./);
  assert.match(sentence(Object.assign(named('Problem', ''), { status: 401, type: 'urn:anamnesis:problem:sign-in-refused' })), /does not know this key/);
  assert.equal(sentence(Object.assign(named('Problem', 'A sentence.'), { status: 409, type: 'urn:anamnesis:problem:stale-sequence' })), 'A sentence.');
});

test('nothing is said about what changed where that is not known, and a mistake of the page is no failure of the network', () => {
  const named = (name, cause) => Object.assign(new Error('said'), { name, cause });
  assert.equal(sentence(named('Unreachable')), 'The hospital cannot be reached at the moment.');
  assert.equal(sentence(named('SignedOut')), 'You have signed out.');
  assert.match(sentence(new TypeError('x is undefined')), /This page made a mistake/);
  assert.match(sentence(named('OutcomeUnknown', named('Unreachable'))), /^It is not known whether the hospital accepted this\. The hospital cannot be reached/);
  assert.match(sentence(named('Unfollowed', named('AnswerRefused'))), /^The hospital accepted this, but .* A check failed: said\./);
});

test('a time that no calendar has is said, and breaks nothing', () => {
  for (const told of [day, moment, month]) {
    assert.match(told(1_800_000_000), /2027/);
    assert.match(told(8_640_000_000_000), /275760/);
    for (const beyond of [8_640_000_000_001, Number.MAX_SAFE_INTEGER, 2n ** 64n - 1n]) {
      assert.equal(told(beyond), 'a day beyond every calendar');
    }
  }
});

test('a key of the portal at another address is not asked for, and the right one is named', () => {
  const elsewhere = Object.assign(new Error(''), { name: 'OtherAddress', gateways: ['https://records.example'] });
  assert.match(sentence(elsewhere), /https:\/\/records\.example/);
  assert.match(sentence(Object.assign(new Error(''), { name: 'NoKeyFile' })), /no key file/);
});

test('a certificate names a professional, or nobody', () => {
  const name = (...parts) => der.sequence(...parts.map(([oid, text]) => der.set(der.sequence(der.oid(oid), der.utf8String(utf8(text))))));
  const certificate = (subject) =>
    der.sequence(der.sequence(der.explicit(0, der.integer(2)), der.integer(1), der.NULL, der.sequence(), der.sequence(), subject, der.NULL), der.NULL);
  const zoe = name(['2.5.4.10', 'Example, Hospital'], ['2.5.4.12', 'cardiologist'], ['2.5.4.3', 'Zoë Østby']);

  assert.deepEqual(certificateSubject(certificate(zoe)), { name: 'Zoë Østby', profession: 'cardiologist', organisation: 'Example, Hospital' });
  assert.throws(() => certificateSubject(certificate(name(['2.5.4.3', 'only a name']))), RangeError);
  assert.throws(() => certificateSubject(Uint8Array.of(1, 2, 3)), RangeError);
});

test('a certificate is self-signed with either s', async () => {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const point = Point.parse(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)));
  const [body, algorithm, signature] = der.partsOf(await selfSigned(pair, point, 1_800_000_000_000));
  const [r, s] = der.partsOf(signature.content.slice(1)).map(({ content }) => toBigInt(content));
  const high = der.sequence(body.whole, algorithm.whole, der.bitString(der.sequence(der.integer(fromBigInt(r, 32)), der.integer(fromBigInt(N - s, 32)))));

  assert.ok(await isSelfSigned(high, point));
  high[high.length - 1] ^= 1;
  assert.ok(!(await isSelfSigned(high, point)));
});
