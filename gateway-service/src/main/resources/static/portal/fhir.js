/**
 * A FHIR Bundle as sections that a person reads. Nothing here touches the page. What an entry denies, or what state it is in, is never left out; a
 * value that has no words here is said to be one, and an entry that has no section is counted. The saved copy alone has everything.
 */

import { all, code, concept, isObject, list, text, time, value, when } from './data-types.js';
import { grouped } from './grouped.js';
import { narrated } from './narrative.js';

/** @typedef {{title: string, when: string|null, facts: [string, string][]}} Item */
/** @typedef {{title: string, items: Item[]}} Section */
/** @typedef {(reference: object) => object|undefined} Find the resource that a reference means */

/** Type, heading, the statuses that the heading says already, and what reads one. */
const SECTIONS = [
  ['Composition', 'The document', ['final'], composition],
  ['Encounter', 'Visit', ['finished'], encounter],
  ['Condition', 'Findings and diagnoses', [], condition],
  ['AllergyIntolerance', 'Allergies', [], allergy],
  ['Observation', 'Measurements and results', ['final'], observation],
  ['DiagnosticReport', 'Reports', ['final'], report],
  ['Procedure', 'Procedures', ['completed'], procedure],
  ['MedicationRequest', 'Medicines prescribed', [], medication],
  ['MedicationAdministration', 'Medicines given', ['completed'], medication],
  ['Immunization', 'Immunizations', ['completed'], immunization],
  ['ImagingStudy', 'Imaging', ['available'], imaging],
  ['CarePlan', 'Care plans', [], carePlan],
  ['Device', 'Devices', ['active'], device],
];
const ABOUT_THE_BUNDLE = ['Patient', 'Practitioner', 'PractitionerRole', 'Organization', 'Location', 'Provenance'];

/** How the releases of FHIR say that something is not, or was not, done. */
const DENIALS = { doNotPerform: 'not to be done', prohibited: 'not to be done', notDone: 'not done', notGiven: 'not given', wasNotGiven: 'not given' };

/**
 * @param {object} resource a Bundle, or any single resource
 * @returns {{sections: Section[], others: [string, number][]}}
 */
export function readable(resource) {
  const entries = resource?.resourceType === 'Bundle' ? list(resource.entry) : [{ resource }];
  const resources = entries.map((entry) => entry?.resource).filter(isObject);
  const find = finder(entries);
  const sections = SECTIONS.map(([type, title, plain, read]) => ({
    title,
    items: resources.filter((one) => one.resourceType === type).flatMap((one) => [read(one, find)].flat().map((item) => finished(item, one, plain))),
  })).filter(({ items }) => items.length > 0);
  const shown = new Set([...SECTIONS.map(([type]) => type), ...ABOUT_THE_BUNDLE]);
  const others = [...grouped(resources.filter((one) => !shown.has(one.resourceType)), (one) => text(one.resourceType) ?? 'entry without a kind')];
  const unreadable = entries.length - resources.length;
  return {
    sections,
    others: [...others.map(([type, found]) => [type, found.length]), ...(unreadable > 0 ? [['entry that cannot be read', unreadable]] : [])],
  };
}

/** What was written as a text; the entries that the sections point at have places of their own. */
function composition(one) {
  const sections = (from) => list(from.section).filter(isObject).flatMap((section) => [section, ...sections(section)]);
  const texts = [one, ...sections(one)].map((part) => ({ title: text(part.title), when: null, facts: [['Text', narrated(part.text?.div)]] }));
  const worded = texts.filter(({ facts: [[, said]] }) => said);
  return worded.length === 0 && stateOf(one, ['final']) ? [texts[0]] : worded;
}

function encounter(one) {
  return {
    title: concept(list(one.type)[0]) ?? 'Visit',
    when: when(one.period?.start),
    facts: [
      ['Reason', all(one.reasonCode, concept)],
      ['Where', text(one.serviceProvider?.display)],
      ['With', all(one.participant, (participant) => text(participant?.individual?.display))],
    ],
  };
}

function condition(one) {
  return { title: concept(one.code), when: time(one, 'onset') ?? when(one.recordedDate), facts: [['Until', time(one, 'abatement')]] };
}

function allergy(one) {
  return {
    title: concept(one.code),
    when: when(one.recordedDate),
    facts: [
      ['Criticality', text(one.criticality)],
      ['Reaction', all(one.reaction, (reaction) => all(reaction?.manifestation, concept))],
    ],
  };
}

function observation(one) {
  const parts = list(one.component)
    .filter(isObject)
    .map((part) => [concept(part.code) ?? 'Without a name', value(part) ?? 'no result']);
  return {
    title: concept(one.code),
    when: time(one, 'effective') ?? when(one.issued),
    facts: [['Result', value(one)], ...parts, ['Judged', all(one.interpretation, concept)]],
  };
}

function report(one, find) {
  return {
    title: concept(one.code),
    when: time(one, 'effective') ?? when(one.issued),
    facts: [
      ['Conclusion', text(one.conclusion)],
      ['Results', all(one.result, (result) => named(result, find))],
    ],
  };
}

function procedure(one, find) {
  return { title: concept(one.code), when: time(one, 'performed'), facts: [['Reason', all(one.reasonReference, (reason) => named(reason, find))]] };
}

function medication(one, find) {
  return {
    title: concept(one.medicationCodeableConcept) ?? named(one.medicationReference, find, list(one.contained)),
    when: when(one.authoredOn) ?? time(one, 'effective'),
    facts: [
      ['How to take', all([...list(one.dosageInstruction), ...list(one.dosage)], dosage)],
      ['Reason', all(one.reasonReference, (reason) => named(reason, find))],
    ],
  };
}

function dosage(one) {
  return text(one?.text) ?? (one?.asNeededBoolean === true ? 'as needed' : 'a dosage that this page cannot show');
}

function immunization(one) {
  return { title: concept(one.vaccineCode), when: time(one, 'occurrence'), facts: [['Where', text(one.location?.display)]] };
}

function imaging(one) {
  return {
    title: concept(list(one.procedureCode)[0]) ?? 'Imaging',
    when: when(one.started),
    facts: [
      ['Kind', all(one.series, (series) => text(series?.modality?.display))],
      ['Of', all(one.series, (series) => text(series?.bodySite?.display))],
    ],
  };
}

function carePlan(one) {
  return { title: concept(list(one.category).at(-1)) ?? 'Care plan', when: when(one.period?.start), facts: [['Steps', all(one.activity, step)]] };
}

function step(one) {
  const { detail } = one ?? {};
  const name = concept(detail?.code) ?? text(detail?.description) ?? 'a step that this page cannot show';
  const denied = denial(detail);
  return denied === undefined ? name : `${name} (${denied})`;
}

function device(one) {
  return { title: concept(one.type) ?? text(list(one.deviceName)[0]?.name), when: null, facts: [] };
}

/** An item with a name, the state before all other facts, and what somebody noted behind them. */
function finished({ title, when: date, facts }, resource, plain) {
  const told = [['State', stateOf(resource, plain)], ...facts, ['Note', all(resource.note, (note) => text(note?.text))]];
  return { title: title ?? 'Without a name', when: date, facts: told.filter(([, said]) => said) };
}

/** Everything that makes an entry other than its heading has it: a vaccine that was refused, a finding that was ruled out, an entry made in error. */
function stateOf(one, plain) {
  const { status, verificationStatus, clinicalStatus } = one;
  const why = all(one.statusReason, concept);
  const states = [
    denial(one),
    code(verificationStatus) !== 'confirmed' && code(verificationStatus),
    code(clinicalStatus),
    !plain.includes(status) && code(status),
    list(one.modifierExtension).length > 0 && 'with a reservation that this page cannot show',
  ].filter(Boolean);
  const said = [...new Set(states.map((state) => state.replaceAll('-', ' ')))].join(', ');
  return said && why ? `${said} (${why})` : said;
}

function denial(one) {
  const [, said] = Object.entries(DENIALS).find(([name]) => one?.[name] === true) ?? [];
  return said;
}

/** What a reference is called, there or where it leads. */
function named(reference, find, contained = []) {
  const inside = contained.find((one) => text(one?.id) && `#${one.id}` === reference?.reference);
  return text(reference?.display) ?? concept((inside ?? find(reference))?.code);
}

/** @returns {Find} by an entry's address, or by type and id */
function finder(entries) {
  const known = new Map();
  for (const { fullUrl, resource } of entries.filter((entry) => isObject(entry?.resource))) {
    known.set(text(fullUrl), resource);
    known.set(text(resource.id) && `${resource.resourceType}/${resource.id}`, resource);
  }
  known.delete(null);
  return (reference) => known.get(text(reference?.reference)?.replace(/\/_history\/.*$/, ''));
}
