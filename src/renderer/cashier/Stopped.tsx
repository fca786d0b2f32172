/** Selling has stopped: why, that what was sold is safe, and the next step. */
import { useTranslation } from 'react-i18next';
import { OctagonX } from 'lucide-react';
import { Empty } from '../ui/states.tsx';

export function Stopped({ code }: { readonly code: string }) {
  const { t, i18n } = useTranslation();
  const key = i18n.exists(`stopped.${code}`) ? `stopped.${code}` : i18n.exists(`trouble.${code}`) ? `trouble.${code}` : 'stopped.other';
  return <div className="panel stopped h-full" role="alert"><Empty icon={OctagonX} title={t('stopped.title')}>{t(key)}</Empty></div>;
}
