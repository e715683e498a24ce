/**
 * JSON as strictly as Java reads it (PROTOCOL.md section 5, docs/http-api.md): RFC 8259 and nothing more, each name once, texts without a
 * surrogate that stands alone, numbers as plain decimal digits. JSON.parse would take the last of two members and round what is large.
 */

const DEEPEST = 32;
const SPACE = ' \t\n\r';
const LITERALS = new Map([['true', true], ['false', false], ['null', null]]);

/**
 * @param {Uint8Array} octets UTF-8 without a byte order mark
 * @returns {any} as `parseJson`; what is no UTF-8 is a SyntaxError too
 */
export function parseJsonOctets(octets) {
  let text;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(octets);
  } catch (e) {
    throw new SyntaxError(`no UTF-8 (${e.name})`);
  }
  return parseJson(text);
}

/**
 * @param {string} text one JSON value, with white space around it at most
 * @returns {any} objects without a prototype; an integer that a number does not hold exactly is a bigint; anything else is a SyntaxError
 */
export function parseJson(text) {
  const reader = new Reader(text);
  const value = reader.value(0);
  reader.end();
  return value;
}

/**
 * Whether a value is an object of these members and no others, each as its check wants it.
 * @param {any} value from `parseJson` @param {Record<string, (member: any) => boolean>} checks by name
 */
export function hasExactly(value, checks) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return false;
  }
  const names = Object.keys(checks);
  return Object.keys(value).length === names.length && names.every((name) => Object.hasOwn(value, name) && checks[name](value[name]));
}

class Reader {
  #text;
  #at = 0;

  constructor(text) {
    this.#text = text;
  }

  value(depth) {
    if (depth > DEEPEST) {
      throw this.#error('too deep');
    }
    const first = this.#peek();
    if (first === '{') {
      return this.#object(depth);
    }
    if (first === '[') {
      return this.#array(depth);
    }
    if (first === '"') {
      return this.#string();
    }
    return first >= '0' && first <= '9' ? this.#integer() : this.#literal();
  }

  end() {
    if (this.#peek() !== '') {
      throw this.#error('something behind the value');
    }
  }

  #object(depth) {
    const members = Object.create(null);
    this.#take('{');
    if (this.#peek() === '}') {
      this.#at++;
      return members;
    }
    do {
      if (this.#peek() !== '"') {
        throw this.#error('no name');
      }
      const name = this.#string();
      if (name in members) {
        throw this.#error('a name that stands twice');
      }
      this.#take(':');
      members[name] = this.value(depth + 1);
    } while (this.#another('}'));
    return members;
  }

  #array(depth) {
    const values = [];
    this.#take('[');
    if (this.#peek() === ']') {
      this.#at++;
      return values;
    }
    do {
      values.push(this.value(depth + 1));
    } while (this.#another(']'));
    return values;
  }

  /** Finds the end by hand: a pattern would need a stack as deep as the text is long. JSON.parse sees to escapes and control characters. */
  #string() {
    let end = this.#at + 1;
    while (end < this.#text.length && this.#text[end] !== '"') {
      end += this.#text[end] === '\\' ? 2 : 1;
    }
    const value = this.#unquoted(this.#text.slice(this.#at, end + 1));
    if (!value.isWellFormed()) {
      throw this.#error('a surrogate that stands alone');
    }
    this.#at = end + 1;
    return value;
  }

  #unquoted(literal) {
    try {
      return JSON.parse(literal);
    } catch (e) {
      throw this.#error(`a broken text (${e.name})`);
    }
  }

  #integer() {
    const from = this.#at;
    while (this.#text[this.#at] >= '0' && this.#text[this.#at] <= '9') {
      this.#at++;
    }
    const digits = this.#text.slice(from, this.#at);
    if (digits.length > 1 && digits[0] === '0') {
      throw this.#error('a leading zero');
    }
    return Number.isSafeInteger(Number(digits)) ? Number(digits) : BigInt(digits);
  }

  #literal() {
    for (const [word, value] of LITERALS) {
      if (this.#text.startsWith(word, this.#at)) {
        this.#at += word.length;
        return value;
      }
    }
    throw this.#error('no value');
  }

  #another(close) {
    const next = this.#peek();
    this.#at++;
    if (next !== ',' && next !== close) {
      throw this.#error(`neither , nor ${close}`);
    }
    return next === ',';
  }

  #take(character) {
    if (this.#peek() !== character) {
      throw this.#error(`no ${character}`);
    }
    this.#at++;
  }

  /** The next character that is no white space, '' at the end. */
  #peek() {
    while (this.#at < this.#text.length && SPACE.includes(this.#text[this.#at])) {
      this.#at++;
    }
    return this.#text[this.#at] ?? '';
  }

  /** Names the place, never the text: it may be somebody's. */
  #error(what) {
    return new SyntaxError(`${what} at ${this.#at}`);
  }
}
