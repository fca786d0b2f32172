/** A device profile: what is known of a model beyond its report descriptor. The files are `resources/devices/*.json`; `readProfile` checks them. */

export type DeviceRole = 'scanner' | 'card-reader' | 'scale';

/** How the device shows itself to the system. Only the first two are read as HID reports; `keyboard` types into the window. */
export type DeviceMode = 'hid-pos' | 'vendor' | 'keyboard' | 'serial' | 'proprietary';

/** Every filled-in member must fit; ids are numbers 0 to 65535. */
export type ProfileMatch = {
  readonly vendorId?: number;
  readonly productId?: number;
  readonly usagePage?: number;
  readonly usage?: number;
};

/** How reports are laid out when the descriptor does not say it. Offsets count the report id where there is one. */
export type LayoutName =
  | 'by-descriptor'
  | 'hid-pos-aim' | 'hid-pos-plain' | 'microscan' | 'symbol-block'
  | 'msr' | 'magtek' | 'magnesafe' | 'idtech-fixed' | 'idtech-frame'
  | 'scale' | 'keyboard';

export type Suffix = 'none' | 'cr' | 'lf' | 'crlf' | 'tab';

export type Quirks = {
  /** What the scanner is set to send behind each code; only this is taken off. */
  readonly suffix?: Suffix;
  /** The scanner puts the AIM identifier into the data itself. */
  readonly aimInData?: boolean;
  /** The descriptor is known to be wrong: `layout` goes before it. */
  readonly ignoreDescriptor?: boolean;
  /** Encoding of codes that are not UTF-8; the adapter brings the decoder. */
  readonly fallbackEncoding?: 'gbk' | 'shift_jis' | 'euc-kr' | 'latin-1';
  /** A block without a continuation flag is the last one when it is not full; a code that fills its blocks ends by silence of this length. */
  readonly silenceMs?: number;
  /** An insert reader reports on insertion and on withdrawal. */
  readonly reportsTwice?: boolean;
};

export type Words = { readonly en: string; readonly zh: string; readonly ko: string };

/** How to bring the device into another mode. */
export type Switching = {
  readonly to: DeviceMode;
  readonly words: Words;
  /** The vendor's configuration bar code: its content and the symbology it has to be drawn in; null when the vendor's manual must be used. */
  readonly barcode: { readonly text: string; readonly symbology: 'code128' | 'qr' | 'code39' } | null;
};

/** A report to send, id first (0 if none). */
export type Command = { readonly report: 'output' | 'feature'; readonly hex: string };

export type Profile = {
  readonly id: string;
  readonly name: string;
  readonly role: DeviceRole;
  readonly mode: DeviceMode;
  readonly match: readonly ProfileMatch[];
  readonly layout: LayoutName;
  readonly quirks: Quirks;
  readonly commands: { readonly open?: Command; readonly trigger?: Command; readonly stop?: Command; readonly beep?: Command };
  readonly switching: readonly Switching[];
  /** Report descriptor in hex, for systems that do not give it; null when it is not known. */
  readonly descriptor: string | null;
  readonly sources: readonly string[];
  /** `captured`: seen in real reports; `manual`: after a printed layout; `public-code`: after someone's driver; `generic`: after the standard. */
  readonly evidence: 'captured' | 'manual' | 'public-code' | 'generic';
  readonly notes: string;
};
