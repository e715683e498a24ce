/**
 * The registry's own state, asked through the gateway's read-only RPC, after chain, genesis and code were found to be the pinned ones. It finds out a
 * ledger service that errs or lies; a gateway that answers for the chain itself is outside what a page can notice (docs/threat-model.md).
 */
import { fromHex, toHex } from './octets.js';
import { Point } from './keys.js';
import { keccak256, signatureHash } from './keccak.js';
import { readUnsigned } from './words.js';

const REGISTERED = hexOf(signatureHash('Registered(bytes32,bytes32,bytes32,bytes32,bytes32,uint32,uint8,bytes32,uint64,bytes32,bytes32,bytes32)'));
const VIEWS = Object.freeze({
  record: { signature: 'record(bytes32)', words: ['contentHash', 'patient', 'author', 'store', 'version:32', 'suite:8', 'time:64'] },
  participant: { signature: 'participant(bytes32)', words: ['organisation', 'role:8', 'status:8', 'sequence:64', 'signingX', 'signingY'] },
  consent: {
    signature: 'consent(bytes32,bytes32,bytes32)',
    words: ['roles:32', 'permissions:8', 'purposes:32', 'effect:8', 'notBefore:64', 'notAfter:64', 'sequence:64'],
  },
});
const EVENT_WORDS = ['author', 'store', 'version:32', 'suite:8', 'contentHash', 'sealedLength:64', 'previousContentHash', 'metadataHash', 'keyCommitment'];

/** The chain says something else than a server does, or is another chain. */
export class ChainMismatch extends Error {
  constructor(detail) {
    super(detail);
    this.name = 'ChainMismatch';
  }
}

export class Chain {
  #gateway;
  #checked = null;

  /** @param {import('./gateway.js').Gateway} gateway */
  constructor(gateway) {
    this.#gateway = gateway;
  }

  /** @param {Uint8Array} id @returns {Promise<object|null>} the head of a record; null if the chain has none */
  async record(id) {
    const head = await this.#view('record', id);
    return head.version === 0 ? null : head;
  }

  /** @param {Uint8Array} id @returns {Promise<object|null>} a participant with `signingKey`; null if the chain has none */
  async participant(id) {
    const found = await this.#view('participant', id);
    return found.status === 0 ? null : { ...found, signingKey: new Point(found.signingX, found.signingY) };
  }

  /** @returns {Promise<object>} a consent entry; `sequence` is 0n if there never was one */
  consent(patient, record, grantee) {
    return this.#view('consent', patient, record, grantee);
  }

  /** The event by which a version was registered. @param {string} transaction that a service named @param {Uint8Array} record @param {number} version */
  async registration(transaction, record, version) {
    const receipt = await this.#ask('eth_getTransactionReceipt', [transaction]);
    const address = this.#gateway.network.registry.toLowerCase();
    for (const log of receipt?.logs ?? []) {
      if (log.address.toLowerCase() === address && log.topics[0] === REGISTERED && log.topics[2] === hexOf(record)) {
        const event = wordsIn(fromHex(log.data), EVENT_WORDS);
        if (event.version === version) {
          return { ...event, operation: fromHex(log.topics[1]), record, patient: fromHex(log.topics[3]) };
        }
      }
    }
    throw new ChainMismatch('the named transaction did not register this version of the record');
  }

  async #view(name, ...ids) {
    const { signature, words } = VIEWS[name];
    const data = hexOf(signatureHash(signature).slice(0, 4)) + ids.map(toHex).join('');
    return wordsIn(fromHex(await this.#ask('eth_call', [{ to: this.#gateway.network.registry, data }, 'latest'])), words);
  }

  async #ask(method, params) {
    this.#checked ??= this.#check();
    try {
      await this.#checked;
    } catch (e) {
      this.#checked = null;
      throw e;
    }
    return this.#rpc(method, params);
  }

  async #check() {
    const { chainId, genesisHash, registry, registryCodeHash } = this.#gateway.network;
    const genesis = await this.#rpc('eth_getBlockByNumber', ['0x0', false]);
    if (BigInt(await this.#rpc('eth_chainId', [])) !== BigInt(chainId) || genesis?.hash !== genesisHash) {
      throw new ChainMismatch('the node is of another chain than network.json names');
    }
    const code = fromHex(await this.#rpc('eth_getCode', [registry, 'latest']));
    if (hexOf(keccak256(code)) !== registryCodeHash) {
      throw new ChainMismatch('the contract is another than network.json names');
    }
  }

  #rpc(method, params) {
    return this.#gateway.post('/v1/chain', { jsonrpc: '2.0', id: 1, method, params }, (answer) => {
      if (answer?.error !== undefined || answer?.result === undefined) {
        throw new ChainMismatch(`the node does not answer ${method}`);
      }
      return answer.result;
    });
  }
}

/** Words one after the other; a name with a width is a number (a bigint for 64 bits). */
function wordsIn(octets, names) {
  if (octets.length !== 32 * names.length) {
    throw new ChainMismatch('there is no registry at the address that network.json names');
  }
  return Object.fromEntries(
    names.map((name, i) => {
      const word = octets.slice(32 * i, 32 * i + 32);
      const [field, bits] = name.split(':');
      return [field, bits === undefined ? word : narrow(readUnsigned(word, Number(bits)), bits)];
    }),
  );
}

function narrow(value, bits) {
  return bits === '64' ? value : Number(value);
}

function hexOf(octets) {
  return '0x' + toHex(octets);
}
