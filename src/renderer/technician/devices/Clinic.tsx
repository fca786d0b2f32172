/** The scanner clinic: in which mode a scanner is, and the vendor's code that switches it, on the screen to be scanned. */
import { useTranslation } from 'react-i18next';
import { GraduationCap, Stethoscope } from 'lucide-react';
import type { DeviceView } from '#contract/deviceViews.ts';
import { usePreferences } from '../../state/preferences.ts';
import { Button } from '../../ui/Button.tsx';
import { VendorCode } from './VendorCode.tsx';

export function Clinic({ device, onTeach }: { readonly device: DeviceView; readonly onTeach: () => void }) {
  const { t } = useTranslation();
  const language = usePreferences((preferences) => preferences.language);
  const mode = t(`technician.page.modes.${device.mode}`);
  const keyboard = device.mode === 'keyboard';
  if (device.kind !== 'scanner' && !keyboard) return null;
  return (
    <section className="card clinic">
      <div className="card__head"><Stethoscope aria-hidden="true" /><h2>{t('technician.clinic.title')}</h2></div>
      <p>{keyboard ? t('technician.clinic.keyboard') : t('technician.clinic.good', { mode })}</p>
      {keyboard && <div><Button icon={GraduationCap} onClick={onTeach}>{t('technician.wedge.teach')}</Button></div>}
      {device.switching.map((way) => (
        <article key={way.to} className="clinic__way">
          <h3>{t('technician.clinic.to', { mode: t(`technician.page.modes.${way.to}`) })}</h3>
          <p className="text-13 text-ink-2">{way.words[language === 'en-XA' ? 'en' : language]}</p>
          {way.barcode === null ? <p className="text-13 text-ink-3">{t('technician.clinic.manual')}</p> : (
            <figure className="testcode"><VendorCode barcode={way.barcode} label={t('technician.clinic.codeLabel', { text: way.barcode.text })} /><figcaption>{t('technician.clinic.scanThis')} · <span className="mono">{way.barcode.text}</span></figcaption></figure>
          )}
        </article>
      ))}
    </section>
  );
}
