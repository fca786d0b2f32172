/** The shift's own acts, in the operator's menu: cash in and out, the drawer, closing. */
import { useTranslation } from 'react-i18next';
import { ArrowDownToLine, ArrowUpFromLine, ClipboardCheck, Inbox } from 'lucide-react';
import { useTill } from '../state/till.ts';
import { MenuItem, MenuLine } from '../ui/Menu.tsx';
import { openDialog, showCloseShift } from './counter.ts';

export function ShiftMenu() {
  const { t } = useTranslation();
  const open = useTill((state) => state.shift !== null);
  if (!open) return null;
  return (
    <>
      <MenuItem icon={ArrowDownToLine} onSelect={() => openDialog('cash-in')}>{t('shift.cashIn')}</MenuItem>
      <MenuItem icon={ArrowUpFromLine} onSelect={() => openDialog('cash-out')}>{t('shift.cashOut')}</MenuItem>
      <MenuItem icon={Inbox} onSelect={() => openDialog('drawer')}>{t('shift.drawer')}</MenuItem>
      <MenuItem icon={ClipboardCheck} onSelect={() => showCloseShift(true)}>{t('shift.close')}</MenuItem>
      <MenuLine />
    </>
  );
}
