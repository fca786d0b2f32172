/** Shows the last refusal, fault or short notice: what happened, what it means for the money, the next step. Lies over the work area, never over the basket. */
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Info, TriangleAlert, X } from 'lucide-react';
import { showNotice, showTrouble, useAsked } from '../state/act.ts';
import { useTroubleText } from '../text/trouble.ts';
import { IconButton } from './Button.tsx';

const NOTICE_MS = 6_000;

export function TroubleBar({ className = '' }: { readonly className?: string }) {
  const { t } = useTranslation();
  const text = useTroubleText();
  const trouble = useAsked((asked) => asked.trouble);
  const notice = useAsked((asked) => asked.notice);
  useEffect(() => {
    if (notice === null) return undefined;
    const timer = window.setTimeout(() => showNotice(null), NOTICE_MS);
    return () => window.clearTimeout(timer);
  }, [notice]);
  const shown = trouble !== null || notice !== null;
  return (
    <div className={className} role="alert">
      {shown && (
        <div className="trouble">
          {trouble !== null ? <TriangleAlert /> : <Info />}
          <span>{trouble !== null ? text(trouble) : notice !== null && t(notice.key, notice.values)}</span>
          <IconButton label={t('ui.close')} icon={X} onClick={() => showTrouble(null)} />
        </div>
      )}
    </div>
  );
}
