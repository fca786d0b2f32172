/** Labelled text field and a segmented choice. */
import { useId, type InputHTMLAttributes, type ReactNode } from 'react';

export type FieldProps = InputHTMLAttributes<HTMLInputElement> & {
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | null;
  readonly touch?: boolean;
  /** Shown inside, before the text. */
  readonly lead?: ReactNode;
  readonly trail?: ReactNode;
  /** The label is for screen readers only. */
  readonly bare?: boolean;
};

export function Field({ label, hint, error = null, touch = false, lead, trail, bare = false, className = '', ...rest }: FieldProps) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className={`field ${touch ? 'field--touch' : ''} ${className}`}>
      <label htmlFor={id} className={bare ? 'sr' : 'field__label'}>{label}</label>
      <div className="field__box">
        {lead}
        <input id={id} autoComplete="off" spellCheck={false} aria-invalid={error !== null} aria-describedby={note === undefined ? undefined : `${id}n`} {...rest} />
        {trail}
      </div>
      {note !== undefined && <span id={`${id}n`} className={error === null ? 'field__hint' : 'field__error'}>{note}</span>}
    </div>
  );
}

export type Choice<Value extends string> = { readonly value: Value; readonly label: string; readonly lang?: string };

/** One of few, always all in sight. */
export function Seg<Value extends string>({ label, value, choices, onChoose, touch = false }: { readonly label: string; readonly value: Value; readonly choices: readonly Choice<Value>[]; readonly onChoose: (value: Value) => void; readonly touch?: boolean }) {
  return (
    <div className={`seg ${touch ? 'seg--touch' : ''}`} role="group" aria-label={label}>
      {choices.map((choice) => (
        <button key={choice.value} type="button" lang={choice.lang} aria-pressed={choice.value === value} onClick={() => onChoose(choice.value)}>{choice.label}</button>
      ))}
    </div>
  );
}
