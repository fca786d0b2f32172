/** How long from the first report to the decoded event: a histogram with its two figures in words. */
import { useTranslation } from 'react-i18next';
import type { DevicePageView } from '#contract/deviceViews.ts';
import { useFormat } from '../../text/format.ts';

const HEIGHT = 96;
const STEP = 24;

export function Latency({ latency }: { readonly latency: DevicePageView['latency'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { buckets, p50Ms, p99Ms } = latency;
  const most = Math.max(1, ...buckets.map((bucket) => bucket.count));
  const figure = (ms: number) => t('technician.page.ms', { ms: format.count(Number(ms.toFixed(1))) });
  return (
    <section className="card latency">
      <div className="card__head"><h2>{t('technician.page.latency')}</h2><span className="text-13 text-ink-3">{t('technician.page.latencyHint')}</span></div>
      {p50Ms === null || p99Ms === null ? <p className="raw__none">{t('technician.page.noLatency')}</p> : (
        <>
          <div className="latency__figures"><p><b>{figure(p50Ms)}</b>{t('technician.page.p50')}</p><p><b>{figure(p99Ms)}</b>{t('technician.page.p99')}</p></div>
          <svg className="latency__plot" viewBox={`0 0 ${buckets.length * STEP} ${HEIGHT + 16}`} role="img" aria-label={t('technician.page.latencyLabel', { p50: p50Ms.toFixed(1), p99: p99Ms.toFixed(1) })}>
            {buckets.map((bucket, index) => {
              const height = bucket.count === 0 ? 0 : Math.max(2, (bucket.count / most) * (HEIGHT - 6));
              return (
                <g key={index}>
                  <rect x={index * STEP + 2} y={HEIGHT - height} width={STEP - 4} height={height} rx="2" className={bucket.upToMs === null || bucket.upToMs > 16 ? 'latency__slow' : 'latency__bar'} />
                  <text x={index * STEP + STEP / 2} y={HEIGHT + 13} textAnchor="middle">{bucket.upToMs ?? '+'}</text>
                </g>
              );
            })}
            <path d={`M0 ${HEIGHT}H${buckets.length * STEP}`} />
          </svg>
        </>
      )}
    </section>
  );
}
