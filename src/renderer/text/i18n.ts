/** Sentences in the shop's languages: starts i18next with what is bundled and lets an area add its own. */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { loadPreferences, usePreferences, type Language, type ShownLanguage } from '../state/preferences.ts';
import { en } from './en/all.ts';
import { ko } from './ko/all.ts';
import { pseudoTree, type TextTree } from './pseudo.ts';
import { zh } from './zh/all.ts';

const TAGS: Readonly<Record<ShownLanguage, string>> = { en: 'en', zh: 'zh-CN', ko: 'ko', 'en-XA': 'en' };

/** BCP 47 tag for Intl, speech and the page. */
export function languageTag(language: ShownLanguage): string {
  return TAGS[language];
}

/** Adds an area's sentences under one top key, such as `manager`; call it once at the area's module level. */
export function addTexts(area: string, texts: Readonly<Record<Language, TextTree>>): void {
  for (const language of ['en', 'zh', 'ko'] as const) i18next.addResourceBundle(language, 'translation', { [area]: texts[language] }, true, true);
  i18next.addResourceBundle('en-XA', 'translation', { [area]: pseudoTree(texts.en) }, true, true);
}

function showLanguage(language: ShownLanguage): void {
  document.documentElement.lang = languageTag(language);
  void i18next.changeLanguage(language);
}

/** Starts once, before the first render; nothing is fetched. */
export function startTexts(): void {
  loadPreferences();
  const { language, theme } = usePreferences.getState();
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    initAsync: false,
    interpolation: { escapeValue: false },
    resources: { en: { translation: en }, zh: { translation: zh }, ko: { translation: ko }, 'en-XA': { translation: pseudoTree(en) } },
    react: { useSuspense: false },
  });
  showLanguage(language);
  document.documentElement.dataset['theme'] = theme;
  usePreferences.subscribe((now, before) => {
    if (now.language !== before.language) showLanguage(now.language);
    if (now.theme !== before.theme) document.documentElement.dataset['theme'] = now.theme;
  });
}
