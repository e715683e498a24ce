/** FHIR's data types in words. What comes from a file may have any shape: a reader gives null for what it has no words for, and breaks at nothing. */

const COMPARATORS = new Map([[undefined, ''], ['<', '< '], ['<=', '≤ '], ['>=', '≥ '], ['>', '> ']]);
const VALUES = new Map(
  Object.entries({
    valueQuantity: quantity, valueCodeableConcept: concept, valueString: text, valueInteger: number, valueBoolean: truth, valueRange: range,
    valueRatio: ratio, valueTime: text, valueDateTime: when, valuePeriod: period,
  }),
);
const NOT_SHOWN = 'a result that this page cannot show';

/** A FHIR dateTime, as exact as it is; its hour is the one of the place where it was written. */
export function when(value) {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}:\d{2})\S*?(Z|[+-]00:00)?$)?)?)?/.exec(text(value) ?? '');
  if (match === null) {
    return null;
  }
  const [, year, month, day, hour, utc] = match;
  const style = { year: 'numeric', ...(month && { month: 'long' }), ...(day && { day: 'numeric' }), timeZone: 'UTC' };
  const date = new Intl.DateTimeFormat('en-GB', style).format(Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1)));
  return [date, hour && `, ${hour}`, utc && ' UTC'].filter(Boolean).join('');
}

/** A status, which some releases of FHIR say as a code and others as a concept. */
export function code(said) {
  return text(said) ?? text(list(said?.coding)[0]?.code) ?? concept(said);
}

export function concept(said) {
  const codings = list(said?.coding);
  return text(said?.text) ?? first(codings, (coding) => text(coding?.display)) ?? first(codings, (coding) => text(coding?.code));
}

/** A moment that FHIR says in one of several ways, such as `effectiveDateTime` or `effectivePeriod`. */
export function time(one, name) {
  return when(one[`${name}DateTime`]) ?? when(one[`${name}Instant`]) ?? when(one[`${name}Period`]?.start) ?? text(one[`${name}String`]);
}

export function value(one) {
  const name = Object.keys(one).find((member) => /^value[A-Z]/.test(member));
  if (name !== undefined) {
    return VALUES.get(name)?.(one[name]) ?? NOT_SHOWN;
  }
  const absent = concept(one.dataAbsentReason);
  return absent && `no result (${absent})`;
}

/** Without its comparator a quantity would be another one, so one that has no words is not told at all. */
function quantity(said) {
  const figure = number(said?.value);
  const comparator = COMPARATORS.get(said?.comparator);
  return figure === null || comparator === undefined ? null : [comparator + figure, unit(text(said.unit) ?? text(said.code))].filter(Boolean).join(' ');
}

function truth(said) {
  return typeof said === 'boolean' ? (said ? 'yes' : 'no') : null;
}

function range(said) {
  const [low, high] = [quantity(said?.low), quantity(said?.high)];
  if (low !== null && high !== null) {
    return `${low} to ${high}`;
  }
  return low === null ? high && `up to ${high}` : `from ${low}`;
}

function ratio(said) {
  const [over, under] = [quantity(said?.numerator), quantity(said?.denominator)];
  return over === null || under === null ? null : `${over} : ${under}`;
}

function period(said) {
  const [start, end] = [when(said?.start), when(said?.end)];
  return [start && `from ${start}`, end && `until ${end}`].filter(Boolean).join(' ') || null;
}

/** Two decimals, and where these are few digits four digits that count, so that a small result never becomes nothing. */
function number(said) {
  if (typeof said !== 'number') {
    return null;
  }
  const precision = Math.abs(said) < 10 ? { maximumSignificantDigits: 4 } : { maximumFractionDigits: 2 };
  return new Intl.NumberFormat('en-GB', precision).format(said);
}

/** UCUM's annotations in braces are for machines. */
function unit(said) {
  return said?.replace(/^\{(.*)\}$/, '$1') ?? null;
}

export function text(said) {
  return typeof said === 'string' && said.trim() !== '' ? said : null;
}

/** What stands where FHIR has a list; some software writes a single one without. */
export function list(said) {
  return [said ?? []].flat();
}

export function all(said, read) {
  return list(said).map(read).filter(Boolean).join(', ') || null;
}

function first(found, read) {
  return found.map(read).find(Boolean) ?? null;
}

export function isObject(said) {
  return typeof said === 'object' && said !== null && !Array.isArray(said);
}
