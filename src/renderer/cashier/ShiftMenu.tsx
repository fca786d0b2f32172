/** The shift's own acts, in the operator's menu: cash in and out, the drawer, closing. */
import { useTranslation } from 'react-i18next';
import { ArrowDownToLine, ArrowUpFromLine, ClipboardCheck, Inbox } from 'lucide-react';
import { useTill } from '../state/till.ts';
import { act } from '../state/act.ts';
import { LANGUAGE_CHOICES } from '../ui/FrameKeys.tsx';
import { MenuChoice, MenuItem, MenuLine } from '../ui/Menu.tsx';
import { openDialog, showCloseShift } from './counter.ts';

export function ShiftMenu() {
  const { t } = useTranslation();
  const customer = useTill((state) => state.displayLanguage ?? null);
  const open = useTill((state) => state.shift !== null);
  if (!open) return null;
  return (
    <>
      <MenuItem icon={ArrowDownToLine} onSelect={() => openDialog('cash-in')}>{t('shift.cashIn')}</MenuItem>
      <MenuItem icon={ArrowUpFromLine} onSelect={() => openDialog('cash-out')}>{t('shift.cashOut')}</MenuItem>
      <MenuItem icon={Inbox} onSelect={() => openDialog('drawer')}>{t('shift.drawer')}</MenuItem>
      <MenuItem icon={ClipboardCheck} onSelect={() => showCloseShift(true)}>{t('shift.close')}</MenuItem>
      <MenuLine />
      <MenuChoice<'en' | 'zh' | 'ko' | 'none'> label={t('display.customerLanguage')} value={customer ?? 'none'} choices={LANGUAGE_CHOICES} onChoose={(language) => { if (language !== 'none') void act('display.language', { language }); }} />
      <MenuLine />
    </>
  );
}
