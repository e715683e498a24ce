/** The words of a FHIR narrative, which is a small part of XHTML. It is never parsed as markup; what comes out is text and is shown as text. */

const NAMED = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
const STEPS = [
  [/\s+/g, ' '],
  [/<(?:br|hr)\b[^<>]*>|<\/(?:p|div|li|tr|h[1-6]|dt|dd|blockquote|caption)\s*>/gi, '\n'],
  [/<\/t[dh]\s*>/gi, ' '],
  [/<li\b[^<>]*>/gi, '• '],
  [/<img\b[^<>]*>/gi, '[picture]'],
  [/<(?:s|strike|del)\b[^<>]*>/gi, '[struck out: '],
  [/<\/(?:s|strike|del)\s*>/gi, ']'],
  [/<[^<>]*>/g, ''],
  [/ {2,}/g, ' '],
  [/ ?\n[ \n]*/g, '\n'],
];

/** @param {any} div @returns {string|null} null if it says nothing */
export function narrated(div) {
  if (typeof div !== 'string') {
    return null;
  }
  const words = STEPS.reduce((said, [found, instead]) => said.replace(found, instead), div);
  return words.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/gi, character).trim() || null;
}

function character(entity, decimal, hexadecimal, name) {
  const point = decimal === undefined ? parseInt(hexadecimal, 16) : Number(decimal);
  if (name !== undefined) {
    return Object.hasOwn(NAMED, name) ? NAMED[name] : entity;
  }
  return point <= 0x10ffff ? String.fromCodePoint(point) : entity;
}
