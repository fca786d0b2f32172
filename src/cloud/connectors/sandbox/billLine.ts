/** One line of a wallet's trade bill, before a writer gives it the wallet's form. */

/** `charge` money came in, `reversal` a paid order was cancelled, `refund` part of it went back. Amounts and fees positive; the writers give the signs. */
export type BillLine = {
  kind: 'charge' | 'reversal' | 'refund';
  at: number;
  createdAt: number;
  orderId: string;
  tradeId: string;
  refundId: string;
  refundTradeId: string;
  amountMinor: number;
  feeMinor: number;
  currency: string;
  subject: string;
};
