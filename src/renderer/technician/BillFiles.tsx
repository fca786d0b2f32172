/** When the sandbox's bill files can be had, and whether breaks are planted into today's. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SandboxBillFault } from '#contract/cloud.ts';
import type { PaymentMethod } from '#core/wallets.ts';
import { dayIn } from '#core/time.ts';
import { call, showNotice, showTrouble } from '../state/act.ts';
import { tillNow, useTill } from '../state/till.ts';
import { Button } from '../ui/Button.tsx';
import { Seg } from '../ui/Field.tsx';

const KINDS: readonly SandboxBillFault['kind'][] = ['missing', 'extra', 'fee-differs', 'amount-differs'];

/** One break of each kind for each wallet, each on a line of its own. */
export function oneOfEach(wallets: readonly PaymentMethod[], day: string): SandboxBillFault[] {
  return wallets.flatMap((wallet) => KINDS.map((kind, line) => ({ wallet, day, kind, line })));
}

export function BillFiles({ wallets }: { readonly wallets: readonly PaymentMethod[] }) {
  const { t } = useTranslation();
  const timeZone = useTill((state) => state.shop.timeZone);
  const [when, setWhen] = useState<'morning' | 'early'>('early');
  const [plant, setPlant] = useState<'none' | 'some'>('none');
  const set = async () => {
    showTrouble(null);
    const faults = plant === 'some' ? oneOfEach(wallets, dayIn(tillNow(), timeZone)) : [];
    // Not `act`: this call answers null when it is done, which `act` gives for refused too.
    const reply = await call('sandbox.bills', { early: when === 'early', faults });
    if (reply.ok) showNotice({ key: 'technician.box.planted', values: { when: t(`technician.box.${when}`), what: t(plant === 'some' ? 'technician.box.plantSome' : 'technician.box.plantNone') } });
    else showTrouble(reply);
  };
  return (
    <section className="card bills">
      <h2>{t('technician.box.bills')}</h2>
      <p className="text-13 text-ink-2">{t('technician.box.billsText')}</p>
      <div className="bills__row">
        <span>{t('technician.box.when')}</span><Seg label={t('technician.box.when')} value={when} choices={[{ value: 'early', label: t('technician.box.early') }, { value: 'morning', label: t('technician.box.morning') }]} onChoose={setWhen} />
        <span>{t('technician.box.plant')}</span><Seg label={t('technician.box.plant')} value={plant} choices={[{ value: 'none', label: t('technician.box.plantNone') }, { value: 'some', label: t('technician.box.plantSome') }]} onChoose={setPlant} />
        <Button onClick={() => void set()}>{t('technician.box.billsApply')}</Button>
      </div>
      {plant === 'some' && <p className="text-13 text-ink-3">{t('technician.box.plantText')}</p>}
    </section>
  );
}
