import assert from 'node:assert/strict';
import { test } from 'node:test';
import { when } from '../../main/resources/static/portal/data-types.js';
import { readable } from '../../main/resources/static/portal/fhir.js';
import { narrated } from '../../main/resources/static/portal/narrative.js';

const bundle = (...resources) => ({ resourceType: 'Bundle', type: 'document', entry: resources.map((resource) => ({ resource })) });
const first = (resource) => readable(resource).sections[0].items[0];
const factsOf = (resource) => first(resource).facts;
const result = (value) => factsOf({ resourceType: 'Observation', ...value })[0]?.[1];
const quantity = (value, rest = {}) => result({ valueQuantity: { value, unit: 'mg', ...rest } });

test('a bundle is told in sections, in their order, and what has none is counted', () => {
  const told = readable(
    bundle(
      { resourceType: 'Composition', title: 'A visit', status: 'final' },
      { resourceType: 'Patient' },
      { resourceType: 'Observation', status: 'final', code: { text: 'Heart rate' }, effectiveDateTime: '2026-11-02T09:40:00Z', valueQuantity: { value: 72.123, unit: '/min' } },
      { resourceType: 'Encounter', type: [{ text: 'Check-up' }], period: { start: '2026-11-02' } },
      { resourceType: 'Claim' },
      { resourceType: 'Claim' },
    ),
  );

  assert.deepEqual(told.sections.map(({ title }) => title), ['Visit', 'Measurements and results']);
  assert.deepEqual(told.sections[1].items, [{ title: 'Heart rate', when: '2 November 2026, 09:40 UTC', facts: [['Result', '72.12 /min']] }]);
  assert.deepEqual(told.others, [['Claim', 2]]);
});

test('parts of an observation are told one by one', () => {
  const pressure = {
    resourceType: 'Observation',
    code: { coding: [{ code: '85354-9', display: 'Blood pressure panel' }] },
    component: [
      { code: { text: 'Systolic' }, valueQuantity: { value: 120, unit: 'mm[Hg]' } },
      { code: { text: 'Diastolic' }, dataAbsentReason: { text: 'Not measured' } },
      { valueInteger: 3 },
      { code: { text: 'Position' } },
    ],
  };

  assert.deepEqual(factsOf(pressure), [
    ['Systolic', '120 mm[Hg]'], ['Diastolic', 'no result (Not measured)'], ['Without a name', '3'], ['Position', 'no result'],
  ]);
});

test('a small result never becomes nothing, and a large one keeps its digits', () => {
  const told = { 0.004: '0.004', 0.0123456: '0.01235', 7.345: '7.345', 0: '0', '-0.004': '-0.004', 1234567: '1,234,567', 12345.678: '12,345.68', 1e-9: '0.000000001' };
  for (const [value, figure] of Object.entries(told)) {
    assert.equal(quantity(Number(value)), `${figure} mg`);
  }
});

test('a comparator is part of the result, and one without words leaves none', () => {
  assert.equal(quantity(5, { comparator: '<' }), '< 5 mg');
  assert.equal(quantity(5, { comparator: '>=' }), '≥ 5 mg');
  for (const comparator of ['ad', 'constructor', 5, null, {}]) {
    assert.equal(quantity(5, { comparator }), 'a result that this page cannot show');
  }
});

test('every kind of value is told, or said to be one that this page cannot show', () => {
  const told = [
    [{ valueInteger: 0 }, '0'],
    [{ valueBoolean: false }, 'no'],
    [{ valueBoolean: true }, 'yes'],
    [{ valueString: 'clear' }, 'clear'],
    [{ valueCodeableConcept: { coding: [{ code: '260385009' }, { display: 'Negative' }] } }, 'Negative'],
    [{ valueRange: { low: { value: 1, unit: 'g' }, high: { value: 2, unit: 'g' } } }, '1 g to 2 g'],
    [{ valueRange: { high: { value: 2, unit: 'g' } } }, 'up to 2 g'],
    [{ valueRatio: { numerator: { value: 1 }, denominator: { value: 128 } } }, '1 : 128'],
    [{ valueTime: '09:30:00' }, '09:30:00'],
    [{ valueDateTime: '2026-11' }, 'November 2026'],
    [{ valuePeriod: { start: '2026', end: '2027' } }, 'from 2026 until 2027'],
    [{ dataAbsentReason: { text: 'Not performed' } }, 'no result (Not performed)'],
    [{}, undefined],
  ];
  for (const [value, said] of told) {
    assert.equal(result(value), said, JSON.stringify(value));
  }
  const without = [{ valueSampledData: {} }, { valueQuantity: { unit: 'mg' } }, { valueQuantity: 5 }, { valueBoolean: 'constructor' }, { valueRange: {} }, { valueOf: 1 }];
  for (const value of without) {
    assert.equal(result(value), 'a result that this page cannot show', JSON.stringify(value));
  }
});

test('what was not done, ruled out or entered in error is said before all else', () => {
  const state = (resource) => factsOf(resource).find(([name]) => name === 'State')?.[1];
  const coded = (code) => ({ coding: [{ code }] });
  const cases = [
    [{ resourceType: 'Immunization', status: 'not-done', statusReason: { text: 'Patient objection' } }, 'not done (Patient objection)'],
    [{ resourceType: 'Immunization', notGiven: true }, 'not given'],
    [{ resourceType: 'Procedure', status: 'not-done' }, 'not done'],
    [{ resourceType: 'Observation', status: 'entered-in-error', valueInteger: 1 }, 'entered in error'],
    [{ resourceType: 'Condition', verificationStatus: coded('refuted') }, 'refuted'],
    [{ resourceType: 'Condition', verificationStatus: 'entered-in-error' }, 'entered in error'],
    [{ resourceType: 'AllergyIntolerance', verificationStatus: coded('refuted'), clinicalStatus: coded('inactive') }, 'refuted, inactive'],
    [{ resourceType: 'MedicationRequest', status: 'active', doNotPerform: true }, 'not to be done, active'],
    [{ resourceType: 'MedicationAdministration', status: 'stopped' }, 'stopped'],
    [{ resourceType: 'DiagnosticReport', status: 'preliminary' }, 'preliminary'],
    [{ resourceType: 'Composition', status: 'entered-in-error' }, 'entered in error'],
    [{ resourceType: 'Procedure', status: 'completed', modifierExtension: [{}] }, 'with a reservation that this page cannot show'],
  ];
  for (const [resource, said] of cases) {
    assert.equal(state(resource), said, JSON.stringify(resource));
    assert.equal(factsOf(resource)[0][0], 'State');
  }
  const plain = [
    { resourceType: 'Immunization', status: 'completed' },
    { resourceType: 'Observation', status: 'final' },
    { resourceType: 'Condition', verificationStatus: coded('confirmed') },
  ];
  for (const resource of plain) {
    assert.equal(state(resource), undefined, JSON.stringify(resource));
  }
  const plan = { resourceType: 'CarePlan', activity: [{ detail: { code: { text: 'Running' }, doNotPerform: true } }, { reference: {} }] };
  assert.deepEqual(factsOf(plan), [['Steps', 'Running (not to be done), a step that this page cannot show']]);
});

test('a medicine is named by itself, by its reference, or where that leads', () => {
  const title = (medication, ...entry) => {
    const request = { resourceType: 'MedicationRequest', ...medication };
    return readable({ resourceType: 'Bundle', entry: [{ resource: request }, ...entry] }).sections[0].items[0].title;
  };
  const aspirin = { resourceType: 'Medication', id: 'm1', code: { text: 'Aspirin 100 MG' } };
  const reference = (to) => ({ medicationReference: { reference: to } });
  assert.equal(title({ medicationCodeableConcept: { text: 'Ibuprofen' } }), 'Ibuprofen');
  assert.equal(title({ medicationReference: { display: 'Aspirin' } }), 'Aspirin');
  assert.equal(title(reference('urn:uuid:1'), { fullUrl: 'urn:uuid:1', resource: aspirin }), 'Aspirin 100 MG');
  assert.equal(title(reference('Medication/m1/_history/2'), { resource: aspirin }), 'Aspirin 100 MG');
  assert.equal(title({ ...reference('#m1'), contained: [aspirin] }), 'Aspirin 100 MG');
  for (const medication of [reference('Medication/m2'), reference(undefined), { medicationReference: {} }, {}]) {
    assert.equal(title(medication, { resource: { ...aspirin, id: undefined } }), 'Without a name');
  }
});

test('the words of a document are told as text', () => {
  const div = (said) => ({ text: { div: `<div xmlns="http://www.w3.org/1999/xhtml">${said}</div>` } });
  const letter = { resourceType: 'Composition', title: 'Letter', section: [{ title: 'Course', ...div('<p>Well &amp; <b>good</b>.</p>'), section: [{ title: 'Inner', ...div('x') }] }, { title: 'Empty' }] };
  const [{ title, items }] = readable(bundle(letter)).sections;
  assert.equal(title, 'The document');
  assert.deepEqual(items, [
    { title: 'Course', when: null, facts: [['Text', 'Well & good.']] },
    { title: 'Inner', when: null, facts: [['Text', 'x']] },
  ]);
  assert.equal(narrated('<ul><li>one</li>\n <li>two<br/>lines</li></ul>'), '• one\n• two\nlines');
  assert.equal(narrated('<table><tr><td>Na</td><td>140</td></tr></table>'), 'Na 140');
  assert.equal(narrated('take <s>two</s> one <img src="x" alt="y"/>'), 'take [struck out: two] one [picture]');
  assert.equal(narrated('&lt;script&gt; &#233;&#xe9; &unknown; &#9999999;'), '<script> éé &unknown; &#9999999;');
  for (const nothing of [undefined, 5, '', '<div> </div>']) {
    assert.equal(narrated(nothing), null);
  }
});

test('a narrative of very many cells, or of tags that do not end, is told', () => {
  const many = 100_000;
  assert.equal(narrated(`<table><tr>${'<td></td>'.repeat(many)}<td>140</td></tr></table>`), '140');
  assert.equal(narrated(`Na${'</td>'.repeat(many)}140`), 'Na 140');
  assert.equal(narrated(`Na${' <b></b>'.repeat(many)}<br/>${' <br/>'.repeat(many)}140`), 'Na\n140');
  for (const open of ['<', '<br ', '<li ', '</p ']) {
    assert.equal(narrated(open.repeat(many)), open.repeat(many).trim());
  }
});

test('a resource that lacks everything is still told', () => {
  for (const resourceType of ['Encounter', 'Condition', 'AllergyIntolerance', 'Observation', 'DiagnosticReport', 'Procedure', 'MedicationRequest', 'Immunization', 'ImagingStudy', 'CarePlan', 'Device']) {
    const [{ items }] = readable(bundle({ resourceType })).sections;
    assert.equal(items.length, 1, resourceType);
    assert.deepEqual(items[0].facts, [], resourceType);
  }
  assert.deepEqual(readable({ resourceType: 'Bundle' }), { sections: [], others: [] });
});

test('odd shapes break nothing and are counted', () => {
  assert.deepEqual(readable({ resourceType: 'Bundle', entry: [null, 'text', { resource: null }, {}] }), { sections: [], others: [['entry that cannot be read', 4]] });
  assert.deepEqual(readable({ resourceType: 'Bundle', entry: [{ resource: {} }] }).others, [['entry without a kind', 1]]);
  for (const resource of [null, 5, 'text', []]) {
    assert.deepEqual(readable(resource), { sections: [], others: [['entry that cannot be read', 1]] });
  }
  assert.deepEqual(factsOf({ resourceType: 'Observation', component: { code: { text: 'Only' }, valueInteger: 1 } }), [['Only', '1']]);
  const members = [
    'type', 'period', 'reasonCode', 'participant', 'code', 'verificationStatus', 'clinicalStatus', 'status', 'statusReason', 'reaction', 'component', 'interpretation',
    'result', 'reasonReference', 'medicationCodeableConcept', 'medicationReference', 'contained', 'dosageInstruction', 'location', 'procedureCode', 'series', 'category',
    'activity', 'deviceName', 'note', 'section', 'text', 'valueQuantity', 'valuePeriod', 'valueRange', 'dataAbsentReason', 'modifierExtension', 'effectivePeriod',
  ];
  for (const resourceType of ['Composition', 'Encounter', 'Condition', 'AllergyIntolerance', 'Observation', 'DiagnosticReport', 'Procedure', 'MedicationRequest', 'Immunization', 'ImagingStudy', 'CarePlan', 'Device']) {
    for (const odd of [null, 5, 'text', [], {}, [null], [5], [[null]], true]) {
      readable(bundle(Object.fromEntries([['resourceType', resourceType], ...members.map((name) => [name, odd])])));
    }
  }
});

test('dates are as exact as they are', () => {
  assert.equal(when('2026'), '2026');
  assert.equal(when('2026-11'), 'November 2026');
  assert.equal(when('2026-11-02'), '2 November 2026');
  assert.equal(when('2026-11-02T23:59:00-05:00'), '2 November 2026, 23:59');
  assert.equal(when('2026-11-02T23:59:00.123Z'), '2 November 2026, 23:59 UTC');
  assert.equal(when('2026-11-02T23:59'), '2 November 2026, 23:59');
  assert.equal(when('soon'), null);
  assert.equal(when(5), null);
});
