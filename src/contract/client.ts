/** The typed caller that screens and commands use, over whatever carries envelopes. */
import type { Envelope } from './define.ts';
import type { TillCallName, TillInput, TillOutput } from './till.ts';
import type { TillEvent } from './views.ts';

/** What preload, the loopback socket and the tests provide. */
export type Transport = {
  call(name: string, input: unknown): Promise<Envelope>;
  /** Calls back with every event until the returned function is called. */
  subscribe(onEvent: (event: TillEvent) => void): () => void;
};

export type TillClient = <Name extends TillCallName>(name: Name, input: TillInput<Name>) => Promise<Envelope<TillOutput<Name>>>;

export function tillClient(transport: Transport): TillClient {
  return (name, input) => transport.call(name, input) as Promise<Envelope<TillOutput<typeof name>>>;
}
