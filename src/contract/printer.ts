/** The receipt printer as calls and screens speak of it: its settings, how it stands, and what became of each print. */
/**
 * How the till reaches its printer. `none`: this till has no printer; `virtual` keeps what it was sent and shows it as paper.
 * `address`: TCP `host[:port]` (9100 unless said), or a device file such as `/dev/usb/lp0` or `/dev/ttyUSB0`.
 */
export type PrinterSettings = {
  readonly kind: 'none' | 'tcp' | 'file' | 'virtual';
  readonly address: string;
  /** Paper, mm: 80 has 576 dots, 58 has 384. */
  readonly widthMm: 80 | 58;
  /** Of a serial device file; others do not care. */
  readonly baud: 9_600 | 19_200 | 38_400 | 57_600 | 115_200;
  /** Code page of the printer's own letters; `raster` prints every line as a picture. Lines that a code page cannot spell are pictures anyway. */
  readonly codePage: 'raster' | 'cp437' | 'cp858' | 'windows1252';
  /** The printer answers status requests. Without answers the till can never say "printed". */
  readonly answers: boolean;
  readonly cut: boolean;
  /** A cash drawer hangs on the printer's kick-out connector. */
  readonly drawer: boolean;
  /** Prints each sale's receipt by itself. */
  readonly auto: boolean;
  /** Of receipts, unless the customer chose another on the display. */
  readonly language: 'en' | 'zh' | 'ko';
};

export const NO_PRINTER: PrinterSettings = { kind: 'none', address: '', widthMm: 80, baud: 9_600, codePage: 'raster', answers: true, cut: true, drawer: false, auto: false, language: 'en' };

/**
 * Why a print did not surely end well, or what the printer complains of. `cannot-tell`: it gives no answers at all; `silent`: it stopped answering;
 * `cut-off`: the line went while printing; `till-restarted`: the till ended before the answer came; `not-made`: the receipt could not be drawn.
 */
export type PrinterTrouble = 'no-printer' | 'unreachable' | 'refused' | 'no-permission' | 'silent' | 'cut-off' | 'paper-out' | 'cover-open' | 'printer-error' | 'cannot-tell' | 'too-slow' | 'till-restarted' | 'not-made' | 'bad-address';

/** `printed`: the printer itself said that it reached the end. `not-printed`: nothing was sent. `unknown`: a part or all of it may be on paper. */
export type PrintOutcome = { readonly outcome: 'printed' | 'not-printed' | 'unknown'; readonly reason: PrinterTrouble | null };

/** What the printer said of itself; null for what it did not say. */
export type PrinterStatus = { readonly trouble: PrinterTrouble | null; readonly online: boolean | null; readonly paper: 'ok' | 'low' | 'out' | null; readonly cover: 'closed' | 'open' | null; /** Level of the drawer's switch: which level means open is the drawer's own choice. */ readonly drawerPin: 'high' | 'low' | null; readonly answerMs: number | null; readonly at: number };

/** How the virtual printer behaves until it is told otherwise: `cut-off` drops the line in the middle of a print, `silent` takes everything and answers nothing. */
export const PRETENCES = ['well', 'paper-out', 'cover-open', 'silent', 'cut-off'] as const;
export type PrinterPretence = (typeof PRETENCES)[number];

/** The last print of a receipt on this till. */
export type PrintView = { readonly receipt: number; readonly copy: number; readonly state: 'printing' | PrintOutcome['outcome']; readonly reason: PrinterTrouble | null; readonly at: number };

/** Paper of the virtual printer: a PNG in base64, and what was on it. */
export type PaperView = { readonly kind: 'receipt' | 'test'; readonly at: number; readonly png: string; readonly width: number; readonly height: number; readonly drawerKicks: number };

export type PrinterView = {
  readonly settings: PrinterSettings;
  readonly status: PrinterStatus | null;
  readonly last: { readonly what: 'receipt' | 'test' | 'kick'; readonly at: number; readonly outcome: PrintOutcome } | null;
  /** The virtual printer's last test page; a technician sees no receipts. */
  readonly paper: PaperView | null;
  readonly pretence: PrinterPretence;
};
