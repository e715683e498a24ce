/** Builds the page from elements and texts alone: no markup is ever parsed, so that nothing which a record says can become part of the page. */

/**
 * @param {string} tag @param {object} properties attributes; `on…` listeners; `class`; false and undefined are left out
 * @param {...(Node|string|null|undefined|false|Array)} children
 * @returns {HTMLElement}
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (value === true) {
      element.setAttribute(name, '');
    } else if (value !== false && value !== undefined) {
      element.setAttribute(name, value);
    }
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Puts other children into an element. */
export function fill(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
}

/** Says something to everybody, screen readers included, for a while. */
export function announce(sentence) {
  const news = document.getElementById('news');
  news.textContent = sentence;
  clearTimeout(announce.timer);
  announce.timer = setTimeout(() => fill(news), 8000);
}

/** Moves the focus to what was waited for, unless the person has gone on to something else. @param {Element|null} from what had the focus before */
export function moveFocus(to, from = null) {
  if ([null, document.body, from].includes(document.activeElement)) {
    to.focus();
  }
}

/** Places that stand for what is on its way. */
export function waiting(label, count = 3) {
  return h('div', { class: 'stack', 'aria-busy': 'true' }, h('p', { class: 'soft' }, label), Array.from({ length: count }, () => h('div', { class: 'wait' })));
}

/** An error in place of what was asked for. @param {() => void} again */
export function failed(sentence, again) {
  return h('div', { class: 'note bad stack', role: 'alert' }, h('p', {}, sentence), again && h('button', { type: 'button', onclick: again }, 'Try again'));
}

/**
 * Runs what a form or button asks for, once at a time, and shows what goes wrong beside it.
 * @param {HTMLButtonElement} button @param {HTMLElement} place for the error @param {() => Promise<void>} work @param {(e: Error) => string} sentence
 */
export async function busy(button, place, work, sentence) {
  button.disabled = true;
  button.setAttribute('aria-busy', 'true');
  fill(place);
  try {
    await work();
  } catch (e) {
    fill(place, h('p', { class: 'note bad', role: 'alert' }, sentence(e)));
  } finally {
    button.disabled = false;
    button.removeAttribute('aria-busy');
  }
}

/** Asks in a dialog, where Cancel has the focus. @param {{body: HTMLElement}} question @returns {Promise<boolean>} whether it was agreed to */
export function ask({ title, body, agree, danger = false }) {
  return new Promise((resolve) => {
    const heading = h('h2', { id: 'dialog-title' }, title);
    body.setAttribute('id', 'dialog-body');
    const dialog = h('dialog', { class: 'stack', 'aria-labelledby': 'dialog-title', 'aria-describedby': 'dialog-body' }, heading, body);
    const close = (agreed) => {
      dialog.close();
      dialog.remove();
      resolve(agreed);
    };
    dialog.append(
      h(
        'div',
        { class: 'row' },
        h('button', { type: 'button', class: danger ? 'danger' : 'primary', onclick: () => close(true) }, agree),
        h('button', { type: 'button', autofocus: true, onclick: () => close(false) }, 'Cancel'),
      ),
    );
    dialog.addEventListener('cancel', () => close(false));
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** Gives a text to the reader as a file. */
export function save(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = h('a', { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
