/** A vendor's configuration code as a scanner has to see it: black on white in both themes, with its quiet zone. */
import { useMemo } from 'react';
import { code128, code39, drawingSVG } from 'bwip-js/browser';
import type { Switching } from '#core/hid/profile.ts';
import { QrCode } from '../../ui/QrCode.tsx';

type Bars = { readonly viewBox: string; readonly paths: readonly { readonly d: string; readonly width: string | undefined }[] };

/** The library's drawing as paths of our own elements, or null for a text that the symbology has no letters for. */
function drawn({ text, symbology }: NonNullable<Switching['barcode']>): Bars | null {
  // `^FNC3` in front marks a programming code to the scanners that know it.
  const options = { bcid: symbology, text, parsefnc: text.includes('^FNC'), scale: 3, height: 14, includetext: false, paddingwidth: 12, paddingheight: 4 };
  try {
    const svg = symbology === 'code39' ? code39(options, drawingSVG()) : code128(options, drawingSVG());
    const paths = [...svg.matchAll(/<path([^>]*)>/g)].map(([, attributes = '']) => ({ d: /\bd="([^"]+)"/.exec(attributes)?.[1] ?? '', width: /stroke-width="([^"]+)"/.exec(attributes)?.[1] }));
    return { viewBox: /viewBox="([^"]+)"/.exec(svg)?.[1] ?? '0 0 1 1', paths };
  } catch {
    return null;
  }
}

export function VendorCode({ barcode, label }: { readonly barcode: NonNullable<Switching['barcode']>; readonly label: string }) {
  const bars = useMemo(() => (barcode.symbology === 'qr' ? null : drawn(barcode)), [barcode]);
  if (barcode.symbology === 'qr') return <QrCode className="vendorcode vendorcode--square" text={barcode.text} label={label} />;
  if (bars === null) return <p className="mono">{barcode.text}</p>;
  return (
    <svg className="vendorcode" viewBox={bars.viewBox} role="img" aria-label={label} shapeRendering="crispEdges">
      {bars.paths.map(({ d, width }) => <path key={d} d={d} {...(width === undefined ? { fill: '#000' } : { stroke: '#000', strokeWidth: width, fill: 'none' })} />)}
    </svg>
  );
}
