/** The manager's pages. */
import { useTranslation } from 'react-i18next';

export function ManagerArea({ onTill }: { readonly onTill: () => void }) {
  const { t } = useTranslation();
  return <main className="p-6"><button type="button" className="btn" onClick={onTill}>{t('frame.toTill')}</button></main>;
}
