/** The desk's frame for manager and technician: bar with the page's own tools, rail of pages, trouble over the work. */
import { createContext, useContext, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import type { LucideIcon } from 'lucide-react';
import { FrameKeys, Operator } from './FrameKeys.tsx';
import { Brand } from './marks.tsx';
import { useShortcut } from './shortcut.tsx';
import { TroubleBar } from './TroubleBar.tsx';
import './desk.css';

export type DeskPage<Page extends string> = { readonly page: Page; readonly label: string; readonly icon: LucideIcon; /** Shown on the icon when above 0; `countLabel` says it in words. */ readonly count?: number; readonly countLabel?: string };

const Bar = createContext<HTMLElement | null>(null);

/** The page's part of the bar. A portal, so that the frame and the focus in it stay while pages change. */
export function DeskBar({ children }: { readonly children: ReactNode }) {
  const bar = useContext(Bar);
  return bar === null ? null : createPortal(children, bar);
}

/** The upper row of a keyboard. */
const KEYS = Array.from('1234567890-=');

function RailKey<Page extends string>({ entry, number, onPage }: { readonly entry: DeskPage<Page>; readonly number: number; readonly onPage: (page: Page) => void }) {
  useShortcut(KEYS[number - 1] ?? null, entry.label, () => onPage(entry.page));
  return null;
}

function Rail<Page extends string>({ label, pages, current, onPage }: { readonly label: string; readonly pages: readonly DeskPage<Page>[]; readonly current: Page; readonly onPage: (page: Page) => void }) {
  return (
    <nav className="rail" aria-label={label}>
      {pages.map((entry, index) => {
        const { page, icon: Icon, count = 0, countLabel } = entry;
        return (
          <button key={page} type="button" aria-current={page === current ? 'page' : undefined} onClick={() => onPage(page)}>
            <Icon />{entry.label}
            {count > 0 && <span className="rail__count"><span aria-hidden="true">{count > 99 ? '99+' : count}</span><span className="sr">{countLabel ?? count}</span></span>}
            <RailKey entry={entry} number={index + 1} onPage={onPage} />
          </button>
        );
      })}
    </nav>
  );
}

export type DeskProps<Page extends string> = {
  readonly railLabel: string;
  readonly pages: readonly DeskPage<Page>[];
  readonly current: Page;
  readonly onPage: (page: Page) => void;
  /** Under the operator's name. */
  readonly detail: string;
  /** The area's own items of the operator's menu. */
  readonly menu?: ReactNode;
  readonly children: ReactNode;
};

export function Desk<Page extends string>({ railLabel, pages, current, onPage, detail, menu, children }: DeskProps<Page>) {
  const [bar, setBar] = useState<HTMLElement | null>(null);
  return (
    <div className="desk">
      <header className="desk__top">
        <Brand /><span className="topbar__div" />
        <div className="desk__bar" ref={setBar} />
        <Operator detail={detail}>{menu}</Operator>
        <FrameKeys />
      </header>
      <Rail label={railLabel} pages={pages} current={current} onPage={onPage} />
      {/* In the tab order, so that a page of facts alone can be scrolled by keys. */}
      <main className="desk__main" tabIndex={0}>
        <Bar value={bar}>{children}</Bar>
        <TroubleBar className="desk__trouble" />
      </main>
    </div>
  );
}
