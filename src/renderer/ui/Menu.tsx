/** A menu of a few actions that opens below its button. */
import type { ReactNode } from 'react';
import { DropdownMenu as Radix } from 'radix-ui';
import type { LucideIcon } from 'lucide-react';

/** What an item opened may already have taken the focus; then it is not given back to the menu's button. */
function keepFocus(event: Event): void {
  if (document.activeElement !== null && document.activeElement !== document.body) event.preventDefault();
}

export function Menu({ trigger, children }: { readonly trigger: ReactNode; readonly children: ReactNode }) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className="menu" align="start" sideOffset={4} collisionPadding={8} onCloseAutoFocus={keepFocus}>{children}</Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export function MenuItem({ icon: Icon, onSelect, children, keep = false }: { readonly icon?: LucideIcon; readonly onSelect: () => void; readonly children: ReactNode; readonly keep?: boolean }) {
  return <Radix.Item className="menu__item" onSelect={(event) => { if (keep) event.preventDefault(); onSelect(); }}>{Icon !== undefined && <Icon />}{children}</Radix.Item>;
}

/** One of few, as a row of the menu. */
export function MenuChoice<Value extends string>({ label, value, choices, onChoose }: { readonly label: string; readonly value: Value; readonly choices: readonly { readonly value: Value; readonly label: string; readonly lang?: string }[]; readonly onChoose: (value: Value) => void }) {
  return (
    <Radix.RadioGroup className="menu__choice" value={value} onValueChange={(next) => onChoose(next as Value)}>
      <Radix.Label className="menu__label">{label}</Radix.Label>
      <div className="seg seg--touch">
        {choices.map((choice) => <Radix.RadioItem key={choice.value} className="menu__radio" lang={choice.lang} value={choice.value} onSelect={(event) => event.preventDefault()}>{choice.label}</Radix.RadioItem>)}
      </div>
    </Radix.RadioGroup>
  );
}

export const MenuLine = () => <Radix.Separator className="menu__line" />;
