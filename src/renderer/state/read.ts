/** Reads something from the till for a screen and keeps the last answer in sight while a newer one is fetched. */
import { useCallback, useEffect, useState } from 'react';
import type { Envelope } from '#contract/define.ts';
import type { TillCallName, TillInput, TillOutput } from '#contract/till.ts';
import { call, type Trouble } from './act.ts';

export type Reading<Value> = { readonly value: Value | null; readonly trouble: Trouble | null; readonly loading: boolean; readonly reload: () => void };

type Answered<Value> = { readonly asked: string; readonly value: Value | null; readonly trouble: Trouble | null };

const answered = <Value>(asked: string, before: Value | null, reply: Envelope<Value>): Answered<Value> =>
  reply.ok ? { asked, value: reply.value, trouble: null } : { asked, value: before, trouble: reply };

/** `input` may be a new object at each render; it is compared by its text, and null asks nothing. `value` stays the last one until a newer came. */
export function useRead<Name extends TillCallName>(name: Name, input: TillInput<Name> | null): Reading<TillOutput<Name>> {
  const [last, setLast] = useState<Answered<TillOutput<Name>>>({ asked: '', value: null, trouble: null });
  const [round, setRound] = useState(0);
  const text = JSON.stringify(input);
  const asked = `${round} ${name} ${text}`;
  useEffect(() => {
    if (text === 'null') return undefined;
    let current = true;
    void call(name, JSON.parse(text) as TillInput<Name>).then((reply) => {
      if (current) setLast((before) => answered(asked, before.value, reply));
    });
    return () => { current = false; };
  }, [name, text, asked]);
  const reload = useCallback(() => setRound((count) => count + 1), []);
  return { value: last.value, trouble: last.trouble, loading: text !== 'null' && last.asked !== asked, reload };
}
