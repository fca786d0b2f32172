/** What became of a receipt's print, in a sentence with a lamp: printed, not printed, or nobody knows. */
import { useTranslation } from 'react-i18next';
import type { PrintView } from '#contract/printer.ts';
import { useTill } from '../../state/till.ts';
import { Lamp, type LampState } from '../../ui/marks.tsx';

const LAMPS: Readonly<Record<PrintView['state'], LampState>> = { printing: 'off', printed: 'yes', 'not-printed': 'no', unknown: 'wait' };

function useSentence(): (print: PrintView) => string {
  const { t } = useTranslation();
  return ({ receipt, copy, state, reason }) => {
    const why = reason === null ? '' : t(`printerTrouble.${reason}`);
    switch (state) {
      case 'printing': return t('print.printing', { receipt });
      case 'printed': return copy > 1 ? t('print.printedCopy', { receipt, count: copy - 1 }) : t('print.printed', { receipt });
      case 'not-printed': return t('print.notPrinted', { receipt, why });
      case 'unknown': return reason === 'cannot-tell' ? t('print.handedOver', { receipt }) : t('print.unknown', { receipt, why });
    }
  };
}

/** Nothing while that receipt was not printed in this run. */
export function PrintState({ receipt, className = '' }: { readonly receipt: number; readonly className?: string }) {
  const print = useTill((state) => state.print ?? null);
  const sentence = useSentence();
  if (print === null || print.receipt !== receipt) return null;
  const quiet = print.state === 'unknown' && print.reason === 'cannot-tell';
  return <p className={`printstate ${className}`} role="status"><Lamp state={quiet ? 'off' : LAMPS[print.state]} /><span>{sentence(print)}</span></p>;
}

/** Cash was taken and the drawer stays shut: said until one opens. */
export function DrawerTrouble() {
  const { t } = useTranslation();
  const trouble = useTill((state) => state.drawerTrouble ?? null);
  if (trouble === null) return null;
  return <p className="printstate" role="status"><Lamp state="wait" /><span>{t('print.drawer', { why: trouble.reason === null ? '' : t(`printerTrouble.${trouble.reason}`) })}</span></p>;
}
