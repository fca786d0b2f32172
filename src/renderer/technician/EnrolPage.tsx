/** Enrolment: which backend this till belongs to and by which key, joining one by a one-time code, and whether the program may be updated. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RefreshCw, ScanLine, ShieldCheck } from 'lucide-react';
import { readEnrolment, tidyCode } from '#core/enrolment.ts';
import type { EnrolmentView, UpdateView } from '#contract/enrolment.ts';
import { act, showNotice } from '../state/act.ts';
import { onWord } from '../state/events.ts';
import { useRead } from '../state/read.ts';
import { useRefresh } from '../state/refresh.ts';
import { takeScans } from '../state/scan.ts';
import { useTill } from '../state/till.ts';
import { useFormat } from '../text/format.ts';
import { Button } from '../ui/Button.tsx';
import { DeskBar } from '../ui/Desk.tsx';
import { Field } from '../ui/Field.tsx';
import { Lamp } from '../ui/marks.tsx';
import { useShortcut } from '../ui/shortcut.tsx';
import { Failed, Loading } from '../ui/states.tsx';
import { Facts } from './Facts.tsx';

const REFRESH_MS = 5_000;

function Standing({ view }: { readonly view: EnrolmentView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { enrolled } = view;
  const mono = (key: string, text: string) => <span key={key} className="mono enrol__print">{text}</span>;
  return (
    <section className="card service">
      <h2>{t('technician.enrol.till')}</h2>
      <p className="service__state" role="status"><Lamp state={enrolled === null ? 'wait' : 'yes'} />{enrolled === null ? t('technician.enrol.not') : t(view.embedded ? 'technician.enrol.own' : 'technician.enrol.done')}</p>
      <Facts rows={[
        [t('technician.enrol.shop'), view.shop], [t('technician.enrol.store'), mono('store', view.store)], [t('technician.enrol.name'), mono('till', view.till)],
        [t('technician.enrol.address'), view.address === '' ? t('technician.service.none') : mono('address', view.address)],
        ...(enrolled === null ? [] : [[t('technician.enrol.since'), enrolled.since === null ? t('technician.enrol.earlier') : format.dateTime(enrolled.since)] as const, [t('technician.enrol.keyId'), mono('key', enrolled.keyId)] as const]),
      ]} />
      <h3 className="enrol__h">{t('technician.enrol.fingerprint')}</h3>
      <p className="mono enrol__print">{view.fingerprint}</p>
      <p className="text-13 text-ink-3">{t('technician.enrol.fingerprintHint')}</p>
      {enrolled !== null && <><h3 className="enrol__h">{t('technician.enrol.backendPrint')}</h3><p className="mono enrol__print">{enrolled.backendFingerprint}</p></>}
    </section>
  );
}

type Entered = { readonly address: string; readonly code: string; readonly store: string | null };

/** A scanned enrolment fills the form, whichever scanner read it; anything else that is scanned here goes nowhere. */
function useScanned(fill: (entered: Entered) => void): void {
  useEffect(() => {
    const take = (text: string) => {
      const found = readEnrolment(text.trim());
      if (found === null) showNotice({ key: 'technician.enrol.otherScan', values: {} });
      else fill(found);
    };
    const endWedge = takeScans(take);
    const endWord = onWord((word) => { if (word.kind === 'enrolment') take(word.text); });
    return () => { endWedge(); endWord(); };
  }, [fill]);
}

function Join({ view, onDone }: { readonly view: EnrolmentView; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const [entered, setEntered] = useState<Entered>({ address: view.embedded ? '' : view.address, code: '', store: null });
  const [busy, setBusy] = useState(false);
  useScanned(setEntered);
  const change = (over: Partial<Entered>) => setEntered((before) => ({ ...before, store: null, ...over }));
  const ready = entered.address.trim() !== '' && entered.code.trim().length >= 4;
  const enrol = async () => {
    setBusy(true);
    const done = await act('enrolment.enrol', { address: entered.address.trim(), code: entered.code.trim(), store: entered.store });
    setBusy(false);
    if (done === null) return;
    setEntered({ address: done.address, code: '', store: null });
    showNotice({ key: 'technician.enrol.joined', values: { store: done.store, till: done.till } });
    onDone();
  };
  return (
    <form className="card service" onSubmit={(event) => { event.preventDefault(); if (ready && !busy) void enrol(); }}>
      <h2>{t('technician.enrol.join')}</h2>
      <p className="text-13 text-ink-2">{t(view.movable ? 'technician.enrol.joinText' : 'technician.enrol.sameText')}</p>
      <Field label={t('technician.enrol.address')} hint={t(view.fixed ? 'technician.enrol.fixed' : 'technician.enrol.addressHint')} value={entered.address} readOnly={view.fixed} inputMode="url" onChange={(event) => change({ address: event.target.value })} />
      <Field label={t('technician.enrol.code')} hint={t('technician.enrol.codeHint', { store: view.store })} value={entered.code} className="enrol__code" onChange={(event) => change({ code: event.target.value })} onBlur={() => setEntered((before) => ({ ...before, code: tidyCode(before.code) }))} />
      <p className="enrol__scan text-13 text-ink-2"><ScanLine aria-hidden="true" />{t('technician.enrol.scan')}</p>
      <div><Button type="submit" tone="primary" icon={ShieldCheck} disabled={!ready || busy}>{t(busy ? 'technician.enrol.busy' : 'technician.enrol.enrol')}</Button></div>
    </form>
  );
}

function Update({ view }: { readonly view: UpdateView }) {
  const { t } = useTranslation();
  return (
    <section className="card service">
      <h2>{t('technician.update.title')}</h2>
      <p className="service__state" role="status"><Lamp state={view.may ? 'yes' : 'wait'} />{t(view.may ? 'technician.update.may' : 'technician.update.mayNot')}</p>
      {!view.may && <ul className="enrol__waits">{view.waits.map(({ what, count }) => <li key={what}>{t(`technician.update.waits.${what}`, { count })}</li>)}</ul>}
      <p className="text-13 text-ink-3">{t('technician.update.hint')}</p>
    </section>
  );
}

export function EnrolPage() {
  const { t } = useTranslation();
  const reading = useRead('enrolment.read', {});
  useRefresh(reading.reload, useTill((state) => `${state.unsynced} ${state.openPayments}`), REFRESH_MS);
  useShortcut('r', t('technician.refresh'), reading.reload);
  const view = reading.value;
  return (
    <>
      <DeskBar><h1>{t('technician.enrol.title')}</h1><span className="grow" /><Button icon={RefreshCw} keycap="R" onClick={reading.reload}>{t('technician.refresh')}</Button></DeskBar>
      {view === null ? (reading.trouble === null ? <div className="page"><Loading rows={6} /></div> : <Failed trouble={reading.trouble} onRetry={reading.reload} />) : (
        <div className="page"><div className="services services--two"><Standing view={view} /><div className="enrol__side"><Join view={view} onDone={reading.reload} /><Update view={view.update} /></div></div></div>
      )}
    </>
  );
}
