/** The cashier's screen. */

export function Till() {
  return <section />;
}
