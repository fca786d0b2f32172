/** The till's frame: top bar with shop, operator, channel lights, clock, lock and keys; banners below it. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LayoutDashboard } from 'lucide-react';
import { ShiftMenu } from '../cashier/ShiftMenu.tsx';
import { useTill } from '../state/till.ts';
import { useFormat } from '../text/format.ts';
import { Channels } from '../ui/Channels.tsx';
import { FrameKeys, Operator } from '../ui/FrameKeys.tsx';
import { Brand } from '../ui/marks.tsx';
import { MenuItem, MenuLine } from '../ui/Menu.tsx';
import { Banners } from './Banners.tsx';

function TopBar({ onManager }: { readonly onManager: (() => void) | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const shop = useTill((state) => state.shop);
  const shift = useTill((state) => state.shift);
  const detail = shift === null ? t('frame.noShift') : t('frame.shift', { number: shift.number, time: format.time(shift.openedAt) });
  return (
    <header className="topbar">
      <Brand />
      <span className="topbar__div till-shop" />
      <span className="till-shop"><b className="font-strong">{shop.name}</b> <span className="text-ink-3">{shop.till}</span></span>
      <span className="topbar__div" />
      <Operator detail={detail}>
        {onManager !== null && <><MenuItem icon={LayoutDashboard} onSelect={onManager}>{t('frame.toManager')}</MenuItem><MenuLine /></>}
        <ShiftMenu />
      </Operator>
      <Channels />
      <span className="topbar__div" />
      <FrameKeys />
    </header>
  );
}

export function Frame({ onManager, children }: { readonly onManager: (() => void) | null; readonly children: ReactNode }) {
  return (
    <main className="till">
      <TopBar onManager={onManager} />
      <Banners />
      {children}
    </main>
  );
}
