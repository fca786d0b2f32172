/** The manager's pages: the day with its close, reconciliation, reports. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Building2, ChartColumn, FileText, House, Landmark, Package, Percent, Scale, ShieldCheck, SlidersHorizontal, Store, Users, Wallet } from 'lucide-react';
import { useRead } from '../state/read.ts';
import { useRefresh } from '../state/refresh.ts';
import { useTill } from '../state/till.ts';
import { addTexts } from '../text/i18n.ts';
import { books as booksEn } from '../text/en/books.ts';
import { breaks as breaksEn } from '../text/en/breaks.ts';
import { coupons as couponsEn } from '../text/en/coupons.ts';
import { imports as importsEn } from '../text/en/imports.ts';
import { manager as en } from '../text/en/manager.ts';
import { privacy as privacyEn } from '../text/en/privacy.ts';
import { shop as shopEn } from '../text/en/shop.ts';
import { rules as rulesEn } from '../text/en/rules.ts';
import { watch as watchEn } from '../text/en/watch.ts';
import { books as booksKo } from '../text/ko/books.ts';
import { breaks as breaksKo } from '../text/ko/breaks.ts';
import { coupons as couponsKo } from '../text/ko/coupons.ts';
import { imports as importsKo } from '../text/ko/imports.ts';
import { manager as ko } from '../text/ko/manager.ts';
import { privacy as privacyKo } from '../text/ko/privacy.ts';
import { shop as shopKo } from '../text/ko/shop.ts';
import { rules as rulesKo } from '../text/ko/rules.ts';
import { watch as watchKo } from '../text/ko/watch.ts';
import { books as booksZh } from '../text/zh/books.ts';
import { breaks as breaksZh } from '../text/zh/breaks.ts';
import { coupons as couponsZh } from '../text/zh/coupons.ts';
import { imports as importsZh } from '../text/zh/imports.ts';
import { manager as zh } from '../text/zh/manager.ts';
import { privacy as privacyZh } from '../text/zh/privacy.ts';
import { shop as shopZh } from '../text/zh/shop.ts';
import { rules as rulesZh } from '../text/zh/rules.ts';
import { watch as watchZh } from '../text/zh/watch.ts';
import { Desk, type DeskPage } from '../ui/Desk.tsx';
import { MenuItem, MenuLine } from '../ui/Menu.tsx';
import { Workbench } from './bench/Workbench.tsx';
import { DayPage } from './day/DayPage.tsx';
import { FeesPage } from './fees/FeesPage.tsx';
import { FiguresPage } from './figures/FiguresPage.tsx';
import { GoodsPage } from './goods/GoodsPage.tsx';
import { PeoplePage } from './people/PeoplePage.tsx';
import { PrivacyPage } from './privacy/PrivacyPage.tsx';
import type { OpenReport } from './report/openReport.ts';
import { ReportsPage } from './report/ReportsPage.tsx';
import { RulesPage } from './rules/RulesPage.tsx';
import { SettlePage } from './settle/SettlePage.tsx';
import { StoresPage } from './stores/StoresPage.tsx';
import { WatchPage } from './watch/WatchPage.tsx';
import './manager.css';

addTexts('manager', { en, zh, ko });
addTexts('books', { en: booksEn, zh: booksZh, ko: booksKo });
addTexts('coupons', { en: couponsEn, zh: couponsZh, ko: couponsKo });
addTexts('imports', { en: importsEn, zh: importsZh, ko: importsKo });
addTexts('rules', { en: rulesEn, zh: rulesZh, ko: rulesKo });
addTexts('watch', { en: watchEn, zh: watchZh, ko: watchKo });
addTexts('privacy', { en: privacyEn, zh: privacyZh, ko: privacyKo });
addTexts('shop', { en: shopEn, zh: shopZh, ko: shopKo });
addTexts('breaks', { en: breaksEn, zh: breaksZh, ko: breaksKo });

type Page = 'day' | 'reconcile' | 'reports' | 'figures' | 'settle' | 'fees' | 'stores' | 'watch' | 'rules' | 'goods' | 'people' | 'privacy';
const REFRESH_MS = 15_000;

/** Changes with every sale, refund, shift and shipment, so that the figures follow the till. */
function useTillPulse(): string {
  return useTill((state) => {
    const [last] = state.lastPayments;
    return [state.businessDay, state.shift?.number, state.unsynced, state.openPayments, state.held.length, last?.at, last?.state, state.ending?.at].join(' ');
  });
}

export function ManagerArea({ onTill }: { readonly onTill: () => void }) {
  const { t } = useTranslation();
  const [page, setPage] = useState<Page>('day');
  const [report, setReport] = useState<OpenReport>('x');
  const day = useRead('day.read', {});
  useRefresh(day.reload, useTillPulse(), REFRESH_MS);
  const failed = useTill((state) => state.waiting.filter((one) => one.kind === 'refund-failed').length);
  const open = day.value?.breaks.open ?? 0;
  const pages: readonly DeskPage<Page>[] = [
    { page: 'day', label: t('manager.day'), icon: House },
    { page: 'reconcile', label: t('manager.reconcile'), icon: Scale, count: open, countLabel: t('manager.openBreaks', { count: open }) },
    { page: 'reports', label: t('manager.reports'), icon: FileText },
    { page: 'figures', label: t('books.pages.figures'), icon: ChartColumn },
    { page: 'settle', label: t('books.pages.settle'), icon: Landmark },
    { page: 'fees', label: t('books.pages.fees'), icon: Percent },
    { page: 'stores', label: t('books.pages.stores'), icon: Building2 },
    { page: 'watch', label: t('watch.page'), icon: Wallet, count: failed, countLabel: t('waiting.list', { count: failed }) },
    { page: 'rules', label: t('rules.page'), icon: SlidersHorizontal },
    { page: 'goods', label: t('shop.goods'), icon: Package },
    { page: 'people', label: t('shop.people.page'), icon: Users },
    { page: 'privacy', label: t('privacy.page'), icon: ShieldCheck },
  ];
  const showReport = (opened: OpenReport) => { setReport(opened); setPage('reports'); };
  return (
    <Desk railLabel={t('manager.pages')} pages={pages} current={page} onPage={setPage} detail={t('role.manager')} menu={<><MenuItem icon={Store} onSelect={onTill}>{t('frame.toTill')}</MenuItem><MenuLine /></>}>
      {page === 'day' && <DayPage reading={day} onTill={onTill} onWork={() => setPage('reconcile')} onReport={showReport} />}
      {page === 'reconcile' && <Workbench onChanged={day.reload} />}
      {page === 'reports' && <ReportsPage open={report} onOpen={setReport} />}
      {page === 'figures' && <FiguresPage />}
      {page === 'settle' && <SettlePage />}
      {page === 'fees' && <FeesPage />}
      {page === 'stores' && <StoresPage />}
      {page === 'watch' && <WatchPage />}
      {page === 'goods' && <GoodsPage />}
      {page === 'people' && <PeoplePage />}
      {page === 'privacy' && <PrivacyPage />}
      {page === 'rules' && <RulesPage onChanged={day.reload} />}
    </Desk>
  );
}
