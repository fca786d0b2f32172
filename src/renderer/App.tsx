/** Decides what is on the screen: the line to the till, sign-in or lock, then the area of the operator's role. */
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Unplug } from 'lucide-react';
import type { Role } from '#core/roles.ts';
import { useTillStore } from './state/till.ts';
import { Approval } from './ui/Approval.tsx';
import { OwnPinDialog } from './ui/OwnPinDialog.tsx';
import { ShortcutHelp } from './ui/ShortcutHelp.tsx';
import { Empty, Loading } from './ui/states.tsx';
import { Till } from './cashier/Till.tsx';
import { Frame } from './frame/Frame.tsx';
import { SignIn } from './signin/SignIn.tsx';

const ManagerArea = lazy(async () => ({ default: (await import('./manager/ManagerArea.tsx')).ManagerArea }));
const TechnicianArea = lazy(async () => ({ default: (await import('./technician/TechnicianArea.tsx')).TechnicianArea }));

/** Shown until the till's process answers, and over everything when it stops answering. */
function Line({ lost }: { readonly lost: boolean }) {
  const { t } = useTranslation();
  return (
    <main className="grid h-screen place-items-center" role="status">
      {lost ? <Empty icon={Unplug} title={t('connection.lost')}>{t('connection.lostHint')}</Empty> : <div className="w-80"><p className="mb-4 text-center text-ink-2">{t('connection.connecting')}</p><Loading rows={3} /></div>}
    </main>
  );
}

function Area({ role }: { readonly role: Role }) {
  const [atTill, setAtTill] = useState(false);
  if (role === 'technician') return <TechnicianArea />;
  if (role === 'manager' && !atTill) return <ManagerArea onTill={() => setAtTill(true)} />;
  return <Frame onManager={role === 'manager' ? () => setAtTill(false) : null}><Till /></Frame>;
}

export function App() {
  const connection = useTillStore((heard) => heard.connection);
  const role = useTillStore((heard) => (heard.state === null || heard.state.locked ? null : (heard.state.operator?.role ?? null)));
  const known = useTillStore((heard) => heard.state !== null);
  if (connection === 'lost' || !known) return <Line lost={connection === 'lost'} />;
  return (
    <>
      {role === null ? <SignIn /> : <Suspense fallback={<Line lost={false} />}><Area key={role} role={role} /></Suspense>}
      <Approval />
      <OwnPinDialog />
      <ShortcutHelp />
    </>
  );
}
