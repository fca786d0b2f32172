/** The technician's pages: devices, backend, wallets, enrolment, journal, sandbox, printer, diagnosis, typing scanners. No sales figures in sight. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Cloud, FlaskConical, IdCard, Keyboard, NotebookText, Plug, Printer, Stethoscope, WalletCards } from 'lucide-react';
import { useRead } from '../state/read.ts';
import { useRefresh } from '../state/refresh.ts';
import { useTill } from '../state/till.ts';
import { addTexts } from '../text/i18n.ts';
import { technician as en } from '../text/en/technician.ts';
import { technician as ko } from '../text/ko/technician.ts';
import { technician as zh } from '../text/zh/technician.ts';
import { Desk, type DeskPage } from '../ui/Desk.tsx';
import { BackendPage } from './BackendPage.tsx';
import { DevicesPage } from './DevicesPage.tsx';
import { DiagnosisPage } from './DiagnosisPage.tsx';
import { EnrolPage } from './EnrolPage.tsx';
import { JournalPage } from './JournalPage.tsx';
import { PrinterPage } from './PrinterPage.tsx';
import { SandboxPage } from './SandboxPage.tsx';
import { WalletsPage } from './WalletsPage.tsx';
import { WedgePage } from './WedgePage.tsx';
import './technician.css';

addTexts('technician', { en, zh, ko });

type Page = 'devices' | 'backend' | 'enrolment' | 'wallets' | 'journal' | 'sandbox' | 'printer' | 'diagnosis' | 'wedge';
const REFRESH_MS = 5_000;

export function TechnicianArea() {
  const { t } = useTranslation();
  const [page, setPage] = useState<Page>('devices');
  const facts = useRead('technician.read', {});
  const pulse = useTill((state) => `${state.unsynced} ${state.channels.map((channel) => `${channel.name}${channel.health}`).join(' ')}`);
  useRefresh(facts.reload, pulse, REFRESH_MS);
  const pages: readonly DeskPage<Page>[] = [
    { page: 'devices', label: t('technician.devices'), icon: Plug },
    { page: 'backend', label: t('technician.backend'), icon: Cloud },
    { page: 'journal', label: t('technician.journal.title'), icon: NotebookText },
    { page: 'sandbox', label: t('technician.sandbox'), icon: FlaskConical },
    { page: 'printer', label: t('technician.printer.title'), icon: Printer },
    { page: 'diagnosis', label: t('technician.diagnosis.title'), icon: Stethoscope },
    { page: 'wedge', label: t('technician.wedge.rail'), icon: Keyboard },
    { page: 'wallets', label: t('technician.setup.title'), icon: WalletCards },
    { page: 'enrolment', label: t('technician.enrol.title'), icon: IdCard },
  ];
  return (
    <Desk railLabel={t('technician.pages')} pages={pages} current={page} onPage={setPage} detail={t('role.technician')}>
      {page === 'devices' && <DevicesPage onTeach={() => setPage('wedge')} />}
      {page === 'backend' && <BackendPage reading={facts} />}
      {page === 'wallets' && <WalletsPage />}
      {page === 'enrolment' && <EnrolPage />}
      {page === 'journal' && <JournalPage reading={facts} />}
      {page === 'sandbox' && <SandboxPage />}
      {page === 'printer' && <PrinterPage />}
      {page === 'diagnosis' && <DiagnosisPage facts={facts.value} />}
      {page === 'wedge' && <WedgePage />}
    </Desk>
  );
}
