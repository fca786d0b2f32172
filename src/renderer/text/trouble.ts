/** The sentence for a refusal or fault: by its code in the chosen language, else what the till itself said. */
import { useTranslation } from 'react-i18next';
import type { Trouble } from '../state/act.ts';

export function useTroubleText(): (trouble: Trouble) => string {
  const { t, i18n } = useTranslation();
  return (trouble) => (i18n.exists(`trouble.${trouble.code}`) ? t(`trouble.${trouble.code}`, trouble.detail) : trouble.message);
}
