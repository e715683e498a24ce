/** As much of a document as the portal's views need: elements with attributes, children and listeners, and their text. */
class Element {
  children = [];
  attributes = new Map();
  listeners = new Map();

  constructor(tag) {
    this.tag = tag;
  }

  setAttribute(name, value) {
    this.attributes.set(name, String(value));
  }

  removeAttribute(name) {
    this.attributes.delete(name);
  }

  addEventListener(name, listener) {
    this.listeners.set(name, listener);
  }

  append(...children) {
    this.children.push(...children);
  }

  replaceChildren(...children) {
    this.children = children;
  }

  set textContent(text) {
    this.children = [text];
  }

  get textContent() {
    return this.children.map((child) => (child instanceof Element ? child.textContent : child)).join(' ');
  }

  get childElementCount() {
    return this.children.filter((child) => child instanceof Element).length;
  }

  /** This element and all below it, of a tag. */
  all(tag) {
    return [...(this.tag === tag ? [this] : []), ...this.children.flatMap((child) => (child instanceof Element ? child.all(tag) : []))];
  }

  get checked() {
    return this.attributes.has('checked');
  }

  fire(name) {
    return this.listeners.get(name)({ preventDefault() {} });
  }

  focus() {}
  remove() {}
  close() {}
  showModal() {}
}

/** What is checked in a form. */
class Choices {
  #inputs;

  constructor(form) {
    this.#inputs = form.all('input').filter(({ checked }) => checked);
  }

  getAll(name) {
    return this.#inputs.filter(({ attributes }) => attributes.get('name') === name).map(({ attributes }) => attributes.get('value'));
  }

  get(name) {
    return this.getAll(name)[0] ?? null;
  }
}

/** Makes an empty page the one that the views write to. */
export function openPage() {
  const news = new Element('p');
  const body = new Element('body');
  globalThis.document = { createElement: (tag) => new Element(tag), getElementById: () => news, body };
  globalThis.FormData = Choices;
  return { news, body };
}

/** The first element of a tag whose text begins so. */
export function found(elements, tag, text) {
  return elements.flatMap((element) => element.all(tag)).find(({ textContent }) => textContent.startsWith(text));
}
