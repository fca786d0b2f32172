/** Plays a virtual device: what it scans, swipes or weighs goes as reports through the same decoders as a real one's. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Unplug } from 'lucide-react';
import type { DeviceView } from '#contract/deviceViews.ts';
import { act } from '../../state/act.ts';
import { Button } from '../../ui/Button.tsx';
import { Field, Seg } from '../../ui/Field.tsx';

const CARDS = ['clear-payment', 'encrypted-payment', 'staff-badge', 'damaged'] as const;
const PRODUCT = '6901001000379';
const BROKEN = '6901001000370';
/** A code of the sandbox wallet: eighteen digits, made anew each time. */
const walletCode = () => `13${Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => String(byte % 10)).join('')}`;

function Scanner({ device }: { readonly device: string }) {
  const { t } = useTranslation();
  const [text, setText] = useState(PRODUCT);
  const scan = (code: string, symbology: string | null) => void act('devices.virtual.scan', { device, text: code, symbology });
  return (
    <>
      <form className="vbench__row" onSubmit={(event) => { event.preventDefault(); if (text !== '') scan(text, null); }}>
        <Field bare label={t('technician.bench.code')} value={text} onChange={(event) => setText(event.target.value)} />
        <Button type="submit" disabled={text === ''}>{t('technician.bench.scan')}</Button>
      </form>
      <div className="vbench__row">
        <Button onClick={() => scan(PRODUCT, ']E0')}>{t('technician.bench.gtin')}</Button>
        <Button onClick={() => scan(walletCode(), ']Q1')}>{t('technician.bench.wallet')}</Button>
        <Button onClick={() => scan(BROKEN, ']E0')}>{t('technician.bench.broken')}</Button>
      </div>
    </>
  );
}

function Scale({ device }: { readonly device: string }) {
  const { t } = useTranslation();
  const [grams, setGrams] = useState('846');
  const [stable, setStable] = useState<'yes' | 'no'>('yes');
  const value = Number(grams);
  return (
    <form className="vbench__row" onSubmit={(event) => { event.preventDefault(); if (Number.isInteger(value)) void act('devices.virtual.weigh', { device, grams: value, stable: stable === 'yes' }); }}>
      <Field bare label={t('technician.bench.grams')} inputMode="numeric" value={grams} onChange={(event) => setGrams(event.target.value)} trail={<span className="text-ink-3">g</span>} />
      <Seg label={t('technician.bench.weigh')} value={stable} choices={[{ value: 'yes', label: t('technician.page.fields.stable') }, { value: 'no', label: t('technician.bench.unstable') }]} onChoose={setStable} />
      <Button type="submit" disabled={!Number.isInteger(value)}>{t('technician.bench.weigh')}</Button>
    </form>
  );
}

export function VirtualBench({ device, onGone }: { readonly device: DeviceView; readonly onGone: () => void }) {
  const { t } = useTranslation();
  if (!device.virtual || device.state === 'unplugged') return null;
  return (
    <section className="card vbench">
      <div className="card__head"><h2>{t('technician.bench.title')}</h2><span className="grow" /><Button tone="quiet" icon={Unplug} onClick={() => void act('devices.virtual.unplug', { device: device.id }).then(onGone)}>{t('technician.page.unplug')}</Button></div>
      <p className="text-13 text-ink-2">{t('technician.bench.hint')}</p>
      {device.kind === 'scanner' && <Scanner device={device.id} />}
      {device.kind === 'scale' && <Scale device={device.id} />}
      {device.kind === 'card-reader' && <div className="vbench__row">{CARDS.map((card) => <Button key={card} onClick={() => void act('devices.virtual.swipe', { device: device.id, card })}>{t(`technician.bench.cards.${card}`)}</Button>)}</div>}
      {device.kind === 'keyboard' && <p className="text-13 text-ink-3">{t('technician.bench.noControls')}</p>}
    </section>
  );
}
