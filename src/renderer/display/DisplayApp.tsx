/** The customer's display. */

export function DisplayApp() {
  return <section />;
}
