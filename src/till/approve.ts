/** A manager's say for one action: given on the spot by PIN, written down, used once. */
import { holds, type Permission } from '#core/roles.ts';
import { Refusal } from '#core/refusal.ts';
import type { Draft } from '#core/journal.ts';
import { checkPin } from './signIn.ts';
import { operatorOf, type Seat, type Till } from './till.ts';

export type Approval = { readonly operatorId: string; readonly pin: string } | undefined;

/**
 * Makes sure that the action is allowed: by the operator's own role, or by an approval given for it now.
 * @returns the entry that records an approval, to be committed with the action; empty when none was needed.
 */
export async function allow(till: Till, seat: Seat, permission: Permission, about: { saleId: string | null; amountMinor: number }, approval: Approval): Promise<Draft[]> {
  const operator = operatorOf(seat);
  if (holds(operator.role, permission)) return [];
  if (approval === undefined) throw new Refusal('approval-needed', 'This needs a manager. Nothing was changed; a manager can enter a PIN for this one action.', { permission });
  const approver = await checkPin(till, approval.operatorId, approval.pin);
  if (!holds(approver.role, permission) || approver.id === operator.id) throw new Refusal('approver-may-not', 'That person may not approve this. Nothing was changed; ask a manager.', { permission });
  return [{ kind: 'permission.overridden', payload: { action: permission, approver: approver.id, saleId: about.saleId, amountMinor: about.amountMinor } }];
}

/** Two different people stand behind an action above the limit. */
export async function secondPerson(till: Till, seat: Seat, approval: Approval): Promise<string> {
  const operator = operatorOf(seat);
  if (approval === undefined) throw new Refusal('approval-needed', 'Above the limit a second person signs. Nothing was booked; another manager can enter a PIN for this one entry.', { permission: 'four-eyes' });
  const approver = await checkPin(till, approval.operatorId, approval.pin);
  if (approver.role !== 'manager' || approver.id === operator.id) throw new Refusal('approver-may-not', 'A second manager must sign, not the same person. Nothing was booked.', { permission: 'four-eyes' });
  return approver.id;
}
