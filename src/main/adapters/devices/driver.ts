/** What the device process needs of a driver: node-hid answers it for real devices, the practice bench for virtual ones. */

/** One node that can be opened, with every top-level collection on it. */
export type HidNode = {
  /** Opens it now; names nothing for longer than until it is unplugged. */
  readonly path: string;
  readonly virtual: boolean;
  readonly vendorId: number;
  readonly productId: number;
  readonly serial: string;
  readonly manufacturer: string | null;
  readonly product: string;
  /** USB interface; -1 where the system does not tell. */
  readonly interfaceNumber: number;
  readonly collections: readonly { readonly usagePage: number; readonly usage: number }[];
};

export type Listener = {
  /** A whole input report, its id first where the device numbers them. The buffer is the listener's to overwrite. */
  readonly onReport: (report: Uint8Array) => void;
  /** At most once; the port is then only good for closing. */
  readonly onError: (text: string) => void;
};

export type Port = {
  /** Report id first, 0 if none. Rejects when the device refuses. */
  readonly write: (report: Uint8Array) => Promise<void>;
  readonly sendFeature: (report: Uint8Array) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Every promise may stay pending for ever: the caller keeps watch. */
export type Driver = {
  readonly name: string;
  readonly list: () => Promise<readonly HidNode[]>;
  /** Listens from the first moment. Rejects with a `Fault` `no-permission` or `open-failed`. */
  readonly open: (node: HidNode, listener: Listener) => Promise<Port>;
  /** The report descriptor; null where the system does not give it. */
  readonly descriptor: (node: HidNode) => Promise<Uint8Array | null>;
  /** Calls back when something may have been plugged or unplugged. */
  readonly watch: (onChange: () => void) => () => void;
};
