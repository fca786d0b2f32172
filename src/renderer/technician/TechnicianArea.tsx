/** The technician's pages. */
import { useTranslation } from 'react-i18next';

export function TechnicianArea() {
  const { t } = useTranslation();
  return <main className="p-6">{t('role.technician')}</main>;
}
