/** A swipe at a desk's encrypting reader, heard as every device is. */
import { hearDevice } from '#till/hearDevice.ts';
import type { Screen } from '#till/till.ts';
import type { Desk, DeskSeat } from './tillOnFile.ts';

const KSN = 'ffff9876543210e0a1b2';

/** @param ending the card's last four digits, by which the sandbox's acquirer scripts what comes of it. @returns the order's number, or null where none was made. */
export function swipe(desk: Desk, cashier: DeskSeat, ending: string): string | null {
  const { screens } = desk.till.memory;
  if (screens.size === 0) {
    const screen: Screen = { seat: cashier.seat, tell: () => undefined, lastActAt: desk.clock.now() };
    screens.add(screen);
  }
  const before = desk.storage.lastAttempts(1)[0]?.orderId;
  hearDevice(desk.till, { kind: 'card', device: 'reader', card: { brand: 'visa', lastFour: ending, expiry: '3012', encrypted: true, use: 'forward', ksn: KSN, ciphertext: '2:9f3c51d07be2468aac13579bdf02468ace13579b', badge: null } });
  const now = desk.storage.lastAttempts(1)[0]?.orderId;
  return now === undefined || now === before ? null : now;
}
