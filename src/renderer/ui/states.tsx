/** The designed states between data: empty, first load, progress with a count, a reading that failed. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { TriangleAlert, type LucideIcon } from 'lucide-react';
import type { Trouble } from '../state/act.ts';
import { useTroubleText } from '../text/trouble.ts';
import { Button } from './Button.tsx';

/** One icon, one sentence that says what to do. */
export function Empty({ icon: Icon, title, children }: { readonly icon: LucideIcon; readonly title: string; readonly children?: ReactNode }) {
  return <div className="empty"><Icon /><b>{title}</b>{children !== undefined && <p>{children}</p>}</div>;
}

/** Grey bars, on the first load only. */
export function Loading({ rows = 5 }: { readonly rows?: number }) {
  const { t } = useTranslation();
  return <div className="bars" role="status" aria-label={t('ui.loading')}>{Array.from({ length: rows }, (_, index) => <i key={index} style={{ width: `${100 - (index % 3) * 14}%` }} />)}</div>;
}

/** Long work: n of m, and a way out. */
export function Progress({ label, done, total, onCancel }: { readonly label: string; readonly done: number; readonly total: number; readonly onCancel?: () => void }) {
  const { t } = useTranslation();
  const share = total === 0 ? 0 : Math.round((done / total) * 100);
  return (
    <div className="progress">
      <div className="row gap-3"><b className="font-medium">{label}</b><span className="grow text-ink-3">{t('ui.progress', { done: Math.floor(done), total })}</span>{onCancel !== undefined && <Button onClick={onCancel}>{t('ui.cancel')}</Button>}</div>
      <div className="progress__bar" role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={total} aria-valuenow={done}><i style={{ width: `${share}%` }} /></div>
    </div>
  );
}

/** A reading that failed: what, what it means, and the one next step. */
export function Failed({ trouble, onRetry }: { readonly trouble: Trouble; readonly onRetry: () => void }) {
  const { t } = useTranslation();
  const text = useTroubleText();
  return <div className="empty" role="alert"><TriangleAlert /><p>{text(trouble)}</p><Button onClick={onRetry}>{t('ui.retry')}</Button></div>;
}
