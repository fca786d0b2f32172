/** A phone with a code under a scanner's beam: says what to do without words. */

const BARS = [[58, 3], [63, 5], [71, 2], [76, 4], [83, 2], [87, 6], [96, 2], [100, 3]] as const;

export function ScanPicture() {
  return (
    <svg viewBox="0 0 160 150" fill="none" aria-hidden="true">
      <rect x="46" y="6" width="68" height="138" rx="14" fill="var(--surface)" stroke="currentColor" strokeWidth="4" />
      <path d="M72 134h16" stroke="currentColor" strokeWidth="4" strokeLinecap="round" />
      <g fill="var(--ink)">{BARS.map(([x, width]) => <rect key={x} x={x} y="46" width={width} height="30" />)}</g>
      <g fill="var(--line-strong)"><rect x="58" y="86" width="44" height="5" rx="2.500" /><rect x="66" y="97" width="28" height="5" rx="2.500" /><rect x="58" y="22" width="22" height="6" rx="3" /></g>
      <g className="beam" stroke="var(--lamp-no)" strokeLinecap="round"><path d="M14 61h132" strokeWidth="3" /><path d="M14 61h132" strokeWidth="11" opacity=".16" /></g>
    </svg>
  );
}
