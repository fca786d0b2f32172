/** Rows that hang together through common candidates: a plain union-find. */

export type Links = { readonly join: (a: number, b: number) => void; readonly root: (item: number) => number };

export function createLinks(count: number): Links {
  const parents = Int32Array.from({ length: count }, (_, index) => index);
  const root = (item: number): number => {
    let at = item;
    while (parents[at] !== at) {
      parents[at] = parents[parents[at] as number] as number;
      at = parents[at] as number;
    }
    return at;
  };
  return {
    root,
    join: (a, b) => {
      const [one, other] = [root(a), root(b)];
      parents[Math.max(one, other)] = Math.min(one, other);
    },
  };
}
