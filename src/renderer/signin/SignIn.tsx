/** Sign-in and lock screen: who are you, and your PIN. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Eye, Moon, Play, Sun } from 'lucide-react';
import type { PersonView } from '#contract/views.ts';
import { useNow } from '../state/clock.ts';
import { onWord } from '../state/events.ts';
import { setPreference, usePreferences } from '../state/preferences.ts';
import { useRead } from '../state/read.ts';
import { useTill } from '../state/till.ts';
import { useFormat } from '../text/format.ts';
import { IconButton } from '../ui/Button.tsx';
import { Seg } from '../ui/Field.tsx';
import { LANGUAGE_CHOICES } from '../ui/FrameKeys.tsx';
import { Avatar, Brand, Lamp } from '../ui/marks.tsx';
import { Failed, Loading } from '../ui/states.tsx';
import { TroubleBar } from '../ui/TroubleBar.tsx';
import { PinPanel } from './PinPanel.tsx';
import { SetUp } from './SetUp.tsx';
import './signin.css';

function Top() {
  const { t } = useTranslation();
  const shop = useTill((state) => state.shop);
  const unsynced = useTill((state) => state.unsynced);
  const backend = useTill((state) => state.channels.find((channel) => channel.name === 'backend')?.health ?? 'unused');
  const { language, theme } = usePreferences();
  const line = backend === 'down' ? t('signIn.offline') : backend === 'unused' ? t('signIn.opening') : unsynced === 0 ? t('signIn.online') : t('signIn.waiting', { count: unsynced });
  return (
    <header className="signin__top">
      <Brand /><span className="topbar__div" />
      <span className="cut"><b className="font-strong">{shop.name}</b> <span className="text-ink-3">{shop.till}</span></span>
      <span className="grow" />
      <span className="signin__line"><Lamp state={backend === 'unused' ? 'off' : backend === 'down' || unsynced > 0 ? 'wait' : 'yes'} />{line}</span><span className="topbar__div" />
      <Seg touch label={t('frame.language')} value={language === 'en-XA' ? 'en' : language} choices={LANGUAGE_CHOICES} onChoose={(chosen) => setPreference({ language: chosen })} />
      <IconButton label={theme === 'light' ? t('frame.dark') : t('frame.light')} icon={theme === 'light' ? Moon : Sun} onClick={() => setPreference({ theme: theme === 'light' ? 'dark' : 'light' })} />
    </header>
  );
}

function Now() {
  const format = useFormat();
  const now = useNow(60_000);
  return <><p className="signin__now">{format.time(now)}</p><p className="signin__date">{format.date(now)}</p></>;
}

function Person({ person, chosen, onChoose }: { readonly person: PersonView; readonly chosen: boolean; readonly onChoose: () => void }) {
  const { t } = useTranslation();
  const demo = useTill((state) => state.shop.demo);
  return (
    <button type="button" className="person" aria-pressed={chosen} onClick={onChoose}>
      <Avatar id={person.id} initials={person.initials} className="person__face" />
      <span className="min-w-0"><b className="cut">{person.name}</b><small className="cut">{t(`role.${person.role}`)}</small></span>
      {demo && person.demoPin !== null && <code className="person__pin">{t('signIn.demoPin', { pin: person.demoPin })}</code>}
    </button>
  );
}

function Demo() {
  const { t } = useTranslation();
  const demo = useTill((state) => state.shop.demo);
  const practice = useTill((state) => state.shop.practice);
  if (practice) return <footer className="signin__demo"><Play /><b>{t('signIn.practice')}</b></footer>;
  return demo ? <footer className="signin__demo"><Eye /><span><b>{t('signIn.demo')}</b> {t('signIn.demoHint')}</span></footer> : <span />;
}

export function SignIn() {
  const { t } = useTranslation();
  const people = useRead('session.people', {});
  const lockedBy = useTill((state) => (state.locked ? (state.operator?.id ?? null) : null));
  const [picked, setPicked] = useState<string | null>(lockedBy);
  useEffect(() => onWord((word) => { if (word.kind === 'badge') setPicked(word.operatorId); }), []);
  const list = people.value ?? [];
  const chosen = list.find((person) => person.id === picked) ?? list.find((person) => person.id === lockedBy) ?? list[0] ?? null;
  return (
    <main className="signin">
      <Top />
      <div className="signin__mid">
        <section>
          <Now />
          <div className="people" role="group" aria-label={t('signIn.people')}>
            {people.trouble !== null ? <Failed trouble={people.trouble} onRetry={people.reload} /> : people.value === null ? <Loading rows={3} /> : list.map((person) => <Person key={person.id} person={person} chosen={person.id === chosen?.id} onChoose={() => setPicked(person.id)} />)}
          </div>
        </section>
        {people.value !== null && list.length === 0 && <SetUp onDone={people.reload} />}
        {chosen !== null && <PinPanel key={chosen.id} person={chosen} unlocking={chosen.id === lockedBy} />}
      </div>
      <Demo />
      <TroubleBar className="signin__trouble" />
    </main>
  );
}
