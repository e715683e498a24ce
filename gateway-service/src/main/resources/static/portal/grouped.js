/**
 * A list by what its entries have in common, in the order in which that comes up first.
 * @template T, K @param {T[]} list @param {(one: T) => K} keyOf @returns {Map<K, T[]>}
 */
export function grouped(list, keyOf) {
  const groups = new Map();
  for (const one of list) {
    const key = keyOf(one);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return groups;
}
