/** The three kinds of trouble a person can meet, as data: a Refusal (the business says no) and a Fault (the world failed). */

/** Numbers and short words for the sentence; never a payment code, track, PIN or personal datum. */
export type TroubleDetail = Readonly<Record<string, string | number>>;

/** The business says no. `code` names a sentence in every language (`trouble.<code>`): what happened, what it means for the money, the next step. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: string;
  readonly detail: TroubleDetail;
  constructor(code: string, message: string, detail: TroubleDetail = {}) {
    super(message);
    this.code = code;
    this.detail = detail;
  }
}

/** A device, a disk or the network failed; named by the adapter that met it. */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly code: string;
  readonly detail: TroubleDetail;
  constructor(code: string, message: string, detail: TroubleDetail = {}) {
    super(message);
    this.code = code;
    this.detail = detail;
  }
}
