/** A QR code as one SVG path, dark on white in both themes, with its quiet zone. */
import { useMemo } from 'react';
import { create } from 'qrcode';

export function QrCode({ text, label, className = '' }: { readonly text: string; readonly label: string; readonly className?: string }) {
  const { path, size } = useMemo(() => {
    const { modules } = create(text, { errorCorrectionLevel: 'M' });
    let drawn = '';
    for (let y = 0; y < modules.size; y += 1) for (let x = 0; x < modules.size; x += 1) if (modules.get(y, x) !== 0) drawn += `M${x} ${y}h1v1h-1z`;
    return { path: drawn, size: modules.size };
  }, [text]);
  return (
    <svg className={className} viewBox={`-4 -4 ${size + 8} ${size + 8}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect x="-4" y="-4" width={size + 8} height={size + 8} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
