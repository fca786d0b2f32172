/** The pay panel: the light when there is an end, the running charge, else how to pay. */
import { useTranslation } from 'react-i18next';
import { useTill } from '../../state/till.ts';
import { Panel } from '../../ui/Panel.tsx';
import type { PayView } from '../counter.ts';
import { Card } from './Card.tsx';
import { Cash } from './Cash.tsx';
import { Charge } from './Charge.tsx';
import { Due } from './Due.tsx';
import { Ending } from './Ending.tsx';
import { ShowCode } from './ShowCode.tsx';
import { Split } from './Split.tsx';

function Inside({ view }: { readonly view: PayView }) {
  const ending = useTill((state) => state.ending);
  const payment = useTill((state) => state.payment);
  if (ending !== null) return <Ending ending={ending} />;
  if (payment !== null) return <Charge payment={payment} />;
  if (view === 'cash') return <Cash />;
  if (view === 'card') return <Card />;
  if (view === 'show') return <ShowCode />;
  return view === 'split' ? <Split /> : <Due />;
}

export function Pay({ view }: { readonly view: PayView }) {
  const { t } = useTranslation();
  return <Panel label={t('pay.title')} className="paypanel"><Inside view={view} /></Panel>;
}
