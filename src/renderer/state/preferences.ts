/** What a person chose on this screen: language, theme, spoken amounts; kept in the browser's local storage, no personal datum. */
import { create } from 'zustand';

export const LANGUAGES = ['en', 'zh', 'ko'] as const;
export type Language = (typeof LANGUAGES)[number];
/** `en-XA` is the pseudo-language of the tests: English with 40 % longer words. */
export type ShownLanguage = Language | 'en-XA';
export type Theme = 'light' | 'dark';

type Preferences = { readonly language: ShownLanguage; readonly theme: Theme; readonly spoken: boolean };

const KEY = 'tillbook.preferences';

const isShown = (value: unknown): value is ShownLanguage => value === 'en' || value === 'zh' || value === 'ko' || value === 'en-XA';

function fromBrowser(): Preferences {
  const first = navigator.language.slice(0, 2);
  return {
    language: isShown(first) ? first : 'en',
    theme: window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
    spoken: false,
  };
}

function stored(): Partial<Record<keyof Preferences, unknown>> {
  try {
    const value: unknown = JSON.parse(window.localStorage.getItem(KEY) ?? '{}');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

/** The address (`?lang=`, `?theme=`) outranks what was kept, which outranks the browser. */
function chosen(): Preferences {
  const fallback = fromBrowser();
  const kept = stored();
  const address = new URLSearchParams(window.location.search);
  const language = [address.get('lang'), kept.language].find(isShown) ?? fallback.language;
  const theme = [address.get('theme'), kept.theme].find((value): value is Theme => value === 'light' || value === 'dark') ?? fallback.theme;
  return { language, theme, spoken: kept.spoken === true };
}

export const usePreferences = create<Preferences>()(() => ({ language: 'en', theme: 'light', spoken: false }));

/** Reads what was chosen before; once, before the first render. */
export function loadPreferences(): void {
  usePreferences.setState(chosen());
}

export function setPreference(change: Partial<Preferences>): void {
  usePreferences.setState(change);
  try {
    window.localStorage.setItem(KEY, JSON.stringify(usePreferences.getState()));
  } catch {
    // A full or forbidden store loses only the choice itself.
  }
}
