/** What every frame carries: the operator with their menu, the clock, lock and keys. */
import { useTranslation } from 'react-i18next';
import { CircleHelp, KeyRound, Lock, LogOut, Monitor, Users } from 'lucide-react';
import { act } from '../state/act.ts';
import { useNow } from '../state/clock.ts';
import { LANGUAGES, setPreference, usePreferences, type Language, type Theme } from '../state/preferences.ts';
import { useTill } from '../state/till.ts';
import { useFormat } from '../text/format.ts';
import { IconButton } from './Button.tsx';
import { Avatar } from './marks.tsx';
import { Menu, MenuChoice, MenuItem, MenuLine } from './Menu.tsx';
import { openOwnPin } from './OwnPinDialog.tsx';
import { openHelp } from './ShortcutHelp.tsx';
import { useShortcut } from './shortcut.tsx';

const ENDONYMS: Readonly<Record<Language, { readonly label: string; readonly lang: string }>> = { en: { label: 'English', lang: 'en' }, zh: { label: '中文', lang: 'zh-CN' }, ko: { label: '한국어', lang: 'ko' } };
/** Each language by its own name. */
export const LANGUAGE_CHOICES = LANGUAGES.map((value) => ({ value, ...ENDONYMS[value] }));

function PreferenceRows() {
  const { t } = useTranslation();
  const { language, theme, spoken } = usePreferences();
  return (
    <>
      <MenuChoice label={t('frame.language')} value={language === 'en-XA' ? 'en' : language} choices={LANGUAGE_CHOICES} onChoose={(chosen) => setPreference({ language: chosen })} />
      <MenuChoice<Theme> label={t('frame.theme')} value={theme} choices={[{ value: 'light', label: t('frame.light') }, { value: 'dark', label: t('frame.dark') }]} onChoose={(chosen) => setPreference({ theme: chosen })} />
      <MenuChoice label={t('frame.spoken')} value={spoken ? 'on' : 'off'} choices={[{ value: 'off', label: t('frame.off') }, { value: 'on', label: t('frame.on') }]} onChoose={(chosen) => setPreference({ spoken: chosen === 'on' })} />
    </>
  );
}

function displayAddress(): string {
  const address = new URL(window.location.href);
  address.search = '?view=display';
  return address.href;
}

/** The operator's name opens the menu: language, theme, display, switch, sign out; `children` are the area's own items. */
export function Operator({ detail, children }: { readonly detail: string; readonly children?: React.ReactNode }) {
  const { t } = useTranslation();
  const operator = useTill((state) => state.operator);
  if (operator === null) return null;
  const trigger = (
    <button type="button" className="operator">
      <Avatar id={operator.id} initials={operator.initials} />
      <span className="min-w-0"><b>{operator.name}</b><small>{detail}</small></span>
    </button>
  );
  return (
    <Menu trigger={trigger}>
      {children}
      <PreferenceRows />
      <MenuLine />
      <MenuItem icon={Monitor} onSelect={() => { window.open(displayAddress(), 'tillbook-display'); }}>{t('frame.display')}</MenuItem>
      <MenuItem icon={KeyRound} onSelect={openOwnPin}>{t('pins.own')}</MenuItem>
      <MenuItem icon={Users} onSelect={() => void act('session.lock', {})}>{t('frame.switchPerson')}</MenuItem>
      <MenuItem icon={LogOut} onSelect={() => void act('session.signOut', {})}>{t('frame.signOut')}</MenuItem>
    </Menu>
  );
}

function Clock() {
  const format = useFormat();
  return <span className="clock">{format.time(useNow(60_000))}</span>;
}

/** Clock, lock and help, at the right end of every bar. */
export function FrameKeys() {
  const { t } = useTranslation();
  const lock = () => void act('session.lock', {});
  useShortcut('F4', t('frame.lock'), lock);
  return (
    <>
      <Clock />
      <span className="topbar__keys">
        <IconButton label={t('frame.lock')} icon={Lock} onClick={lock} />
        <IconButton label={t('frame.keys')} icon={CircleHelp} onClick={openHelp} />
      </span>
    </>
  );
}
