/** Tax rates for people. */
import { useFormat } from '../../text/format.ts';

/** A tax rate as a percentage with all its digits. */
export function useTaxRate(): (bp: number) => string {
  const { language } = useFormat();
  return (bp) => new Intl.NumberFormat(language === 'en-XA' ? 'en' : language, { style: 'percent', maximumFractionDigits: 2 }).format(bp / 10_000);
}
