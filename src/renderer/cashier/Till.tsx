/** The cashier's screen: basket left, work right; the pay panel lies over the goods and leaves the basket in sight. */
import { useEffect } from 'react';
import { onScanned } from '../state/scan.ts';
import { showReceipt } from '../state/receipt.ts';
import { useTill } from '../state/till.ts';
import { TroubleBar } from '../ui/TroubleBar.tsx';
import { Basket } from './Basket.tsx';
import { chooseLine, showPay, useCounter } from './counter.ts';
import { CounterDialogs } from './CounterDialogs.tsx';
import { Goods } from './Goods.tsx';
import { Pay } from './pay/Pay.tsx';
import { ReceiptDialog } from './receipt/ReceiptDialog.tsx';
import { CloseShift } from './shift/CloseShift.tsx';
import { OpenShift } from './shift/OpenShift.tsx';
import { Stopped } from './Stopped.tsx';
import { VirtualScanner } from './VirtualScanner.tsx';
import './cashier.css';
import './goods.css';
import './pay/pay.css';
import './receipt/receipt.css';
import './shift/shift.css';

/** A new line, scanned or tapped, takes the choice back from the hand; a finished sale closes the pay panel. Shows nothing: only this renders again with each scan, not the whole counter. */
function Follow() {
  const lastLine = useTill((state) => state.basket.lastLine);
  const count = useTill((state) => state.basket.itemCount);
  const saleId = useTill((state) => state.basket.saleId);
  useEffect(() => chooseLine(null), [lastLine, count]);
  useEffect(() => showPay(null), [saleId]);
  useEffect(() => onScanned((result) => { if (result.receipt !== null) showReceipt(result.receipt); }), []);
  return null;
}

function Work() {
  const stopped = useTill((state) => state.stopped);
  const shift = useTill((state) => state.shift);
  const running = useTill((state) => state.payment !== null || state.ending !== null);
  const filled = useTill((state) => state.basket.lines.length > 0);
  const pay = useCounter((counter) => counter.pay);
  const closing = useCounter((counter) => counter.closingShift);
  if (running) return <Pay view={pay ?? 'due'} />;
  if (stopped !== null) return <Stopped code={stopped.code} backupAt={stopped.backupAt ?? null} />;
  if (closing) return <CloseShift />;
  if (shift === null) return <OpenShift />;
  if (pay !== null && filled) return <Pay view={pay} />;
  return <Goods />;
}

export function Till() {
  return (
    <>
      <Follow />
      <Basket />
      <section className="work">
        <Work />
        <TroubleBar className="work__trouble" />
        <VirtualScanner />
      </section>
      <CounterDialogs />
      <ReceiptDialog />
    </>
  );
}
