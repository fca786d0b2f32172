/** The profile in use as text, with what the last import changed, and the way back. */
import { useTranslation } from 'react-i18next';
import { Download, Undo2, Upload } from 'lucide-react';
import type { DevicePageView } from '#contract/deviceViews.ts';
import { act, showNotice } from '../../state/act.ts';
import { saveText } from '../../state/download.ts';
import { useRead } from '../../state/read.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/marks.tsx';
import { chooseText } from './files.ts';
import { lineDiff } from './lineDiff.ts';

export function Profile({ page, onDone }: { readonly page: DevicePageView; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const profiles = useRead('devices.profiles', {});
  const used = page.device.profile;
  const own = profiles.value?.find((one) => one.id === used?.id) ?? null;
  const lines = page.profileText === null ? [] : lineDiff(own?.before ?? null, page.profileText);
  const changed = lines.filter((line) => line.mark === '+').length;
  const done = () => { profiles.reload(); onDone(); };
  const load = async (text: string) => {
    const taken = await act('devices.profile.import', { text });
    if (taken !== null) showNotice({ key: 'technician.page.imported', values: { name: taken.name } });
    done();
  };
  const undo = async () => {
    if (used === null || await act('devices.profile.undo', { profile: used.id }) === null) return;
    showNotice({ key: 'technician.page.undone', values: {} });
    done();
  };
  const save = async () => {
    const file = used === null ? null : await act('devices.profile.export', { profile: used.id });
    if (file !== null) saveText(file.name, file.text);
  };
  return (
    <section className="card profile">
      <div className="card__head">
        <h2>{t('technician.page.profile')}</h2><span className="cut mono text-ink-3">{used?.id ?? ''}</span><span className="grow" />
        {changed > 0 && <Chip tone="wait">{t('technician.page.changed', { count: changed })}</Chip>}
        {own !== null && own.before !== null && <Button tone="quiet" icon={Undo2} onClick={() => void undo()}>{t('technician.page.undo')}</Button>}
        <Button tone="quiet" icon={Upload} onClick={() => chooseText('.json,application/json', (text) => void load(text))}>{t('technician.page.importProfile')}</Button>
        {used !== null && <Button tone="quiet" icon={Download} onClick={() => void save()}>{t('technician.page.exportProfile')}</Button>}
      </div>
      {page.profileText === null ? <p className="raw__none">{t('technician.page.noProfile')}</p> : (
        <pre className="proflines mono" tabIndex={0} role="region" aria-label={t('technician.page.profile')}>{lines.map((line, index) => <span key={index} className={line.mark === '+' ? 'proflines__add' : line.mark === '-' ? 'proflines__del' : ''}><em>{line.line}</em><u>{line.mark === '-' ? '−' : line.mark}</u>{line.text}</span>)}</pre>
      )}
      {own !== null && own.sources.length > 0 && <p className="profile__sources">{t('technician.page.sources')}: {own.sources.join('; ')}</p>}
    </section>
  );
}
