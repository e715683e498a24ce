/** The gateway was not reached, or the connection broke off on the way: no answer, and no word about what was asked for. */
export class Unreachable extends Error {
  /** @param {Error} [cause] what the browser said */
  constructor(cause) {
    super('the gateway cannot be reached', { cause });
    this.name = 'Unreachable';
  }

  /** What a request or a stream gives, its failure as Unreachable. @template T @param {Promise<T>} sent @returns {Promise<T>} */
  static from(sent) {
    return sent.catch((e) => {
      throw new Unreachable(e);
    });
  }
}
