/** The sentence for a refusal or fault: by its code in the chosen language, else what the till itself said. */
import { useTranslation } from 'react-i18next';
import type { Trouble } from '../state/act.ts';
import { useFormat, type Format } from './format.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MINOR = 'Minor';

/** Of the detail a sentence may say an amount (`missingMinor` as `missing`) and a day as people write them. */
function said(detail: Trouble['detail'], format: Format): Record<string, string | number> {
  const more = Object.entries(detail).flatMap(([key, value]) => (typeof value === 'number' ? (key.endsWith(MINOR) ? [[key.slice(0, -MINOR.length), format.money(value)] as const] : []) : DAY.test(value) ? [[key, format.day(value)] as const] : []));
  return { ...detail, ...Object.fromEntries(more) };
}

export function useTroubleText(): (trouble: Trouble) => string {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  return (trouble) => (i18n.exists(`trouble.${trouble.code}`) ? t(`trouble.${trouble.code}`, said(trouble.detail, format)) : trouble.message);
}
