/** Which device is which: by what it says of itself, never by its path; alike ones are numbered and keep their numbers while attached. */
import type { HidNode } from './driver.ts';

const hex = (value: number): string => value.toString(16).padStart(4, '0');

/** Vendor, product, serial, first usage page and usage, interface. */
function baseId(node: HidNode): string {
  const [first] = node.collections;
  return [hex(node.vendorId), hex(node.productId), node.serial.replaceAll(':', '_'), (first?.usagePage ?? 0).toString(16), (first?.usage ?? 0).toString(16), node.interfaceNumber].join(':');
}

export type Identities = { readonly idOf: (node: HidNode) => string; readonly release: (path: string) => void };

/** Two without serial numbers can't be told apart by anything but which was there: the one that stayed keeps its number, the one that comes back gets the free one. */
export function identities(): Identities {
  const byPath = new Map<string, string>();
  return {
    idOf(node) {
      const known = byPath.get(node.path);
      const base = baseId(node);
      if (known === base || known?.startsWith(`${base}#`) === true) return known;
      const taken = new Set(byPath.values());
      let id = base;
      for (let n = 2; taken.has(id); n += 1) id = `${base}#${n}`;
      byPath.set(node.path, id);
      return id;
    },
    release: (path) => void byPath.delete(path),
  };
}
