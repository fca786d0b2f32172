/** Selling has stopped: why, that what was sold is safe, and the next step. */
import { useTranslation } from 'react-i18next';
import { OctagonX } from 'lucide-react';
import { useFormat } from '../text/format.ts';
import { Empty } from '../ui/states.tsx';

export function Stopped({ code, backupAt }: { readonly code: string; readonly backupAt: number | null }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const key = i18n.exists(`stopped.${code}`) ? `stopped.${code}` : i18n.exists(`trouble.${code}`) ? `trouble.${code}` : 'stopped.other';
  return <div className="panel stopped h-full" role="alert"><Empty icon={OctagonX} title={t('stopped.title')}>{t(key)}{backupAt === null ? null : ` ${t('stopped.backup', { time: format.dateTime(backupAt) })}`}</Empty></div>;
}
