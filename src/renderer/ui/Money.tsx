/** An amount of money: tabular, right-aligned, with a true minus; on large sums the currency's sign is smaller and raised. */
import { useFormat } from '../text/format.ts';

export type MoneyProps = {
  readonly minor: number;
  /** Large sum: raised sign of the currency. */
  readonly big?: boolean;
  /** The bookkeeper's double rule: only for a sum that is final. */
  readonly rule?: boolean;
  /** Shows + too; for differences. */
  readonly signed?: boolean;
  /** Without the currency, for columns. */
  readonly bare?: boolean;
  readonly className?: string;
};

export function Money({ minor, big = false, rule = false, signed = false, bare = false, className = '' }: MoneyProps) {
  const format = useFormat();
  const classes = `num ${rule ? 'double-rule' : ''} ${className}`;
  if (!big) return <span className={classes}>{bare ? format.amount(minor) : signed ? format.signed(minor) : format.money(minor)}</span>;
  const { minus, before, digits, after } = format.parts(minor);
  return (
    <span className={classes}>
      {minus}
      {before !== '' && <span className="cur cur--before">{before}</span>}
      {digits}
      {after !== '' && <span className="cur cur--after">{after}</span>}
    </span>
  );
}
