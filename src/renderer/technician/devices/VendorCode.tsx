/** A vendor's configuration code as a scanner has to see it: black on white in both themes, with its quiet zone. */
import { useMemo } from 'react';
import { code128, code39, drawingSVG } from 'bwip-js/browser';
import type { Switching } from '#core/hid/profile.ts';
import { QrCode } from '../../ui/QrCode.tsx';

/** An address of a picture, or null for a text that the symbology has no letters for. */
function drawn({ text, symbology }: NonNullable<Switching['barcode']>): string | null {
  // `^FNC3` in front marks a programming code to the scanners that know it.
  const options = { bcid: symbology, text, parsefnc: text.includes('^FNC'), scale: 3, height: 14, includetext: false, paddingwidth: 12, paddingheight: 4, backgroundcolor: 'FFFFFF' };
  try {
    const svg = symbology === 'code39' ? code39(options, drawingSVG()) : code128(options, drawingSVG());
    return `data:image/svg+xml,${encodeURIComponent(svg)}`;
  } catch {
    return null;
  }
}

export function VendorCode({ barcode, label }: { readonly barcode: NonNullable<Switching['barcode']>; readonly label: string }) {
  const address = useMemo(() => (barcode.symbology === 'qr' ? null : drawn(barcode)), [barcode]);
  if (barcode.symbology === 'qr') return <QrCode className="vendorcode vendorcode--square" text={barcode.text} label={label} />;
  return address === null ? <p className="mono">{barcode.text}</p> : <img className="vendorcode" src={address} alt={label} />;
}
