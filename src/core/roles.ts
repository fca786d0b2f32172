/** Who may do what: roles and the permissions that need more than a cashier, as data. */

export type Role = 'cashier' | 'manager' | 'technician';

/** Least standing a call asks for. `anyone` needs no sign-in. A manager may do all a cashier may; a technician sees no sales figures. */
export type Standing = 'anyone' | 'signed-in' | 'cashier' | 'manager' | 'technician' | 'manager-or-technician';

export function mayCall(role: Role | null, standing: Standing): boolean {
  switch (standing) {
    case 'anyone': return true;
    case 'signed-in': return role !== null;
    case 'cashier': return role === 'cashier' || role === 'manager';
    case 'manager': return role === 'manager';
    case 'technician': return role === 'technician';
    case 'manager-or-technician': return role === 'manager' || role === 'technician';
  }
}

/** Actions inside a call that a cashier needs a manager's PIN for. */
export type Permission = 'discount-over-limit' | 'price-override' | 'refund' | 'drawer-without-sale' | 'pay-again-while-unknown' | 'accept-at-risk' | 'void-basket';

const GRANTS: Readonly<Record<Role, readonly Permission[]>> = {
  cashier: ['void-basket'],
  manager: ['discount-over-limit', 'price-override', 'refund', 'drawer-without-sale', 'pay-again-while-unknown', 'accept-at-risk', 'void-basket'],
  technician: [],
};

/** A line or basket discount up to this needs no approval; in basis points. */
export const CASHIER_DISCOUNT_BP_MAX = 2_000;

export function holds(role: Role, permission: Permission): boolean {
  return GRANTS[role].includes(permission);
}
