/** The categories in the order of the tiles: named, moved, added, and taken out when nothing is in them. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import { categoryIdOf } from '#core/catalogue.ts';
import { LIMITS } from '#core/limits.ts';
import type { CategoryView } from '#contract/views.ts';
import { act } from '../../state/act.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';

type Draft = { readonly id: string; readonly en: string; readonly zh: string; readonly ko: string };

function named(drafts: readonly Draft[]): { id: string; name: { en: string; zh?: string; ko?: string } }[] {
  const taken = new Set(drafts.map(({ id }) => id).filter((id) => id !== ''));
  return drafts.map(({ id, en, zh, ko }) => {
    const own = id === '' ? categoryIdOf(en, taken) : id;
    taken.add(own);
    return { id: own, name: { en: en.trim(), ...(zh.trim() === '' ? {} : { zh: zh.trim() }), ...(ko.trim() === '' ? {} : { ko: ko.trim() }) } };
  });
}

export function CategoriesDialog({ categories, onClose, onDone }: { readonly categories: readonly CategoryView[]; readonly onClose: () => void; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const [drafts, setDrafts] = useState<readonly Draft[]>(() => categories.map(({ id, name }) => ({ id, en: name.en, zh: name.zh ?? '', ko: name.ko ?? '' })));
  const [busy, setBusy] = useState(false);
  const set = (index: number, part: Partial<Draft>) => setDrafts((before) => before.map((one, at) => (at === index ? { ...one, ...part } : one)));
  const move = (index: number, by: 1 | -1) => setDrafts((before) => before.map((one, at) => (at === index ? (before[index + by] ?? one) : at === index + by ? (before[index] ?? one) : one)));
  const save = async () => {
    setBusy(true);
    const saved = await act('goods.categories', { categories: named(drafts) });
    setBusy(false);
    if (saved !== null) onDone();
  };
  const complete = drafts.every(({ en }) => en.trim() !== '');
  return (
    <Dialog
      title={t('shop.categories')} hint={t('shop.categoriesHint')} size="wide" onClose={onClose}
      foot={<><Button icon={Plus} disabled={drafts.length >= LIMITS.categoriesMax} onClick={() => setDrafts((before) => [...before, { id: '', en: '', zh: '', ko: '' }])}>{t('shop.addCategory')}</Button><span className="grow" /><Button tone="primary" disabled={!complete || busy} onClick={() => void save()}>{t('books.save')}</Button></>}
    >
      <ol className="catlist">
        {drafts.map((one, index) => (
          <li key={one.id === '' ? `new-${index}` : one.id}>
            {(['en', 'zh', 'ko'] as const).map((language) => <Field key={language} bare lang={language} label={t('shop.categoryName', { number: index + 1, language: t(`shop.language.${language}`) })} placeholder={t(`shop.language.${language}`)} value={one[language]} maxLength={LIMITS.productNameCharsMax} onChange={(event) => set(index, { [language]: event.target.value })} />)}
            <IconButton size="desk" label={t('shop.up', { name: one.en })} icon={ArrowUp} disabled={index === 0} onClick={() => move(index, -1)} />
            <IconButton size="desk" label={t('shop.down', { name: one.en })} icon={ArrowDown} disabled={index === drafts.length - 1} onClick={() => move(index, 1)} />
            <IconButton size="desk" label={t('shop.takeOut', { name: one.en })} icon={Trash2} onClick={() => setDrafts((before) => before.filter((_, at) => at !== index))} />
          </li>
        ))}
      </ol>
    </Dialog>
  );
}
