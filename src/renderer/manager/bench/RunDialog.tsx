/** Matches many days again: how far it is, with counts, and a way to end it; what was done stays done. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WorkProgress } from '#contract/views.ts';
import { act, call } from '../../state/act.ts';
import { useFormat } from '../../text/format.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Progress } from '../../ui/states.tsx';
import { PeriodFields, usePeriod } from '../period.tsx';

const LOOK_MS = 500;

/** Null while nothing runs. */
function useProgress(running: boolean): WorkProgress {
  const [progress, setProgress] = useState<WorkProgress>(null);
  useEffect(() => {
    if (!running) return undefined;
    const timer = setInterval(() => void call('reconcile.progress', {}).then((reply) => { if (reply.ok) setProgress(reply.value); }), LOOK_MS);
    return () => { clearInterval(timer); setProgress(null); };
  }, [running]);
  return progress;
}

export function RunDialog({ onClose, onDone }: { readonly onClose: () => void; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [period, setPeriod] = usePeriod(30);
  const [running, setRunning] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const progress = useProgress(running);
  const run = async () => {
    setRunning(true);
    const done = await act('reconcile.run', period);
    setRunning(false);
    if (done === null) return;
    setSaid(t(done.cancelled ? 'books.run.cancelled' : 'books.run.done', { count: done.days, open: format.count(done.open), amount: format.money(done.atStakeMinor) }));
    onDone();
  };
  const cancel = () => void call('reconcile.cancel', {});
  return (
    <Dialog title={t('books.run.title')} hint={t('books.run.hint')} size="wide" onClose={running ? cancel : onClose} foot={running ? undefined : <Button tone={said === null ? 'primary' : 'plain'} onClick={() => void run()}>{t('books.run.start')}</Button>}>
      <div className="field"><span className="field__label">{t('books.period')}</span><PeriodFields period={period} onPeriod={setPeriod} disabled={running} /></div>
      {running && <Progress label={progress === null || progress.name === '' ? t('books.run.begins') : t('books.run.day', { day: format.weekday(progress.name) })} done={progress?.done ?? 0} total={progress?.of ?? 1} onCancel={cancel} />}
      {said !== null && <p role="status">{said}</p>}
    </Dialog>
  );
}
