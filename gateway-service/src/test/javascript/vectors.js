import { readFileSync } from 'node:fs';

/** @param {string} name of a file in protocol/vectors, without its ending */
export function readVectors(name) {
  return JSON.parse(readFileSync(new URL(`../../../../protocol/vectors/${name}.json`, import.meta.url)));
}
