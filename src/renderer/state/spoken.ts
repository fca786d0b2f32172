/** Says an amount received aloud in the operator's language, when that is switched on. */
import { formatMinor } from '#core/money.ts';
import i18next from 'i18next';
import { moneyWords } from '../text/format.ts';
import { languageTag } from '../text/i18n.ts';
import { onWord } from './events.ts';
import { usePreferences } from './preferences.ts';

function speak(amountMinor: number, currency: string): void {
  const { spoken, language } = usePreferences.getState();
  if (!spoken || !('speechSynthesis' in window)) return;
  const tag = languageTag(language);
  const words = new SpeechSynthesisUtterance(i18next.t('spoken.received', { amount: moneyWords(formatMinor(amountMinor, currency), currency, tag) }));
  words.lang = tag;
  window.speechSynthesis.cancel();
  window.speechSynthesis.speak(words);
}

export function listenForSpoken(): void {
  onWord((word) => { if (word.kind === 'spoken') speak(word.amountMinor, word.currency); });
}
