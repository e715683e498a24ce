/** A FHIR Bundle as sections that a person reads. Nothing here touches the page, and nothing is dropped silently: what has no section is counted. */

import { grouped } from './grouped.js';

/** @typedef {{title: string, when: string|null, facts: [string, string][]}} Item */
/** @typedef {{title: string, items: Item[]}} Section */

const SECTIONS = [
  ['Encounter', 'Visit', encounter],
  ['Condition', 'Findings and diagnoses', condition],
  ['AllergyIntolerance', 'Allergies', allergy],
  ['Observation', 'Measurements and results', observation],
  ['DiagnosticReport', 'Reports', report],
  ['Procedure', 'Procedures', procedure],
  ['MedicationRequest', 'Medicines prescribed', medication],
  ['MedicationAdministration', 'Medicines given', medication],
  ['Immunization', 'Immunizations', immunization],
  ['ImagingStudy', 'Imaging', imaging],
  ['CarePlan', 'Care plans', carePlan],
  ['Device', 'Devices', device],
];
const ABOUT_THE_BUNDLE = ['Composition', 'Patient', 'Practitioner', 'PractitionerRole', 'Organization', 'Location', 'Provenance'];

/**
 * @param {object} resource a Bundle, or any single resource
 * @returns {{title: string, sections: Section[], others: [string, number][]}}
 */
export function readable(resource) {
  const resources = resource.resourceType === 'Bundle' ? (resource.entry ?? []).map((entry) => entry.resource).filter(isObject) : [resource];
  const sections = SECTIONS.map(([type, title, read]) => ({ title, items: resources.filter((one) => one.resourceType === type).map(read) })).filter(
    ({ items }) => items.length > 0,
  );
  const shown = new Set([...SECTIONS.map(([type]) => type), ...ABOUT_THE_BUNDLE]);
  const others = grouped(
    resources.filter((one) => !shown.has(one.resourceType)),
    (one) => String(one.resourceType),
  );
  const composition = resources.find((one) => one.resourceType === 'Composition');
  return { title: text(composition?.title) ?? '', sections, others: [...others].map(([type, found]) => [type, found.length]) };
}

/** A FHIR dateTime, as exact as it is. */
export function when(value) {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T(\d{2}:\d{2}))?/.exec(text(value) ?? '');
  if (match === null) {
    return null;
  }
  const [, year, month, day] = match;
  const style = { year: 'numeric', ...(month && { month: 'long' }), ...(day && { day: 'numeric' }), timeZone: 'UTC' };
  return new Intl.DateTimeFormat('en-GB', style).format(Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1)));
}

function encounter(one) {
  return item(concept(one.type?.[0]) ?? 'Visit', when(one.period?.start), [
    ['Reason', concept(one.reasonCode?.[0])],
    ['Where', text(one.serviceProvider?.display)],
    ['With', text(one.participant?.[0]?.individual?.display)],
  ]);
}

function condition(one) {
  const ended = when(one.abatementDateTime);
  return item(concept(one.code), when(one.onsetDateTime ?? one.recordedDate), [['Until', ended], ['State', concept(one.clinicalStatus)]]);
}

function allergy(one) {
  return item(concept(one.code), when(one.recordedDate), [
    ['Criticality', text(one.criticality)],
    ['Reaction', concept(one.reaction?.[0]?.manifestation?.[0])],
  ]);
}

function observation(one) {
  const parts = (one.component ?? []).map((part) => [concept(part.code), value(part)]);
  return item(concept(one.code), when(one.effectiveDateTime ?? one.issued), [['Result', value(one)], ...parts]);
}

function report(one) {
  return item(concept(one.code), when(one.effectiveDateTime ?? one.issued), [
    ['Conclusion', text(one.conclusion)],
    ['Results', (one.result ?? []).map((result) => text(result.display)).filter(Boolean).join(', ') || null],
  ]);
}

function procedure(one) {
  return item(concept(one.code), when(one.performedPeriod?.start ?? one.performedDateTime), [['Reason', text(one.reasonReference?.[0]?.display)]]);
}

function medication(one) {
  const dosage = one.dosageInstruction?.[0];
  return item(concept(one.medicationCodeableConcept), when(one.authoredOn ?? one.effectiveDateTime), [
    ['How to take', text(dosage?.text) ?? (dosage?.asNeededBoolean ? 'as needed' : null)],
    ['Reason', text(one.reasonReference?.[0]?.display)],
    ['State', text(one.status)],
  ]);
}

function immunization(one) {
  return item(concept(one.vaccineCode), when(one.occurrenceDateTime), [['Where', text(one.location?.display)]]);
}

function imaging(one) {
  const series = one.series?.[0];
  return item(concept(one.procedureCode?.[0]) ?? 'Imaging', when(one.started), [
    ['Kind', text(series?.modality?.display)],
    ['Of', text(series?.bodySite?.display)],
  ]);
}

function carePlan(one) {
  return item(concept(one.category?.at(-1)) ?? 'Care plan', when(one.period?.start), [
    ['Steps', (one.activity ?? []).map((step) => concept(step.detail?.code)).filter(Boolean).join(', ') || null],
    ['State', text(one.status)],
  ]);
}

function device(one) {
  return item(concept(one.type) ?? text(one.deviceName?.[0]?.name), null, []);
}

function item(title, date, facts) {
  return { title: title ?? 'Without a name', when: date, facts: facts.filter(([name, said]) => name && said) };
}

function concept(code) {
  return text(code?.text) ?? text(code?.coding?.[0]?.display) ?? text(code?.coding?.[0]?.code);
}

function value(one) {
  if (isObject(one.valueQuantity) && typeof one.valueQuantity.value === 'number') {
    const number = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 }).format(one.valueQuantity.value);
    return [number, unit(text(one.valueQuantity.unit))].filter(Boolean).join(' ');
  }
  return concept(one.valueCodeableConcept) ?? text(one.valueString) ?? when(one.valueDateTime);
}

/** UCUM's annotations in braces are for machines. */
function unit(said) {
  return said?.replace(/^\{(.*)\}$/, '$1') ?? null;
}

function text(said) {
  return typeof said === 'string' && said.trim() !== '' ? said : null;
}

function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
