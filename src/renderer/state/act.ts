/** How a screen asks the till to do something: the call, the new state, a manager's approval when asked for, and the trouble shown when refused. */
import { create } from 'zustand';
import { tillClient, type TillClient } from '#contract/client.ts';
import type { Envelope } from '#contract/define.ts';
import type { TillCallName, TillInput, TillOutput } from '#contract/till.ts';
import type { TillState } from '#contract/views.ts';
import { pickTransport } from '../api/transport.ts';
import { applyState, restartState, setConnection } from './till.ts';
import { hearWord } from './events.ts';

export type Trouble = { readonly code: string; readonly message: string; readonly detail: Readonly<Record<string, string | number>> };
/** A short word that asks for nothing and goes by itself, such as the outcome of a scan; `key` names its sentence. */
export type Notice = { readonly key: string; readonly values: Readonly<Record<string, string | number>> };
export type Approval = { readonly operatorId: string; readonly pin: string };
type ApprovalQuestion = { readonly trouble: Trouble; readonly answer: (approval: Approval | null) => void };

type Asked = { readonly trouble: Trouble | null; readonly notice: Notice | null; readonly question: ApprovalQuestion | null; readonly busy: number };

export const useAsked = create<Asked>()(() => ({ trouble: null, notice: null, question: null, busy: 0 }));

export const showTrouble = (trouble: Trouble | null): void => useAsked.setState({ trouble, notice: null });
export const showNotice = (notice: Notice | null): void => useAsked.setState({ notice, trouble: null });

let client: TillClient | null = null;

const isState = (value: unknown): value is TillState => typeof value === 'object' && value !== null && 'shop' in value && 'now' in value && 'basket' in value;

/** The state carried by a reply: itself, or its `state`. */
function stateOf(value: unknown): TillState | null {
  if (isState(value)) return value;
  if (typeof value === 'object' && value !== null && 'state' in value && isState(value.state)) return value.state;
  return null;
}

/** Connects once, listens for events, and asks for the state at every (re)connection. */
export function connectTill(): void {
  const transport = pickTransport((connection) => {
    setConnection(connection);
    if (connection === 'open') queueMicrotask(() => void readAgain());
  });
  client = tillClient(transport);
  transport.subscribe((event) => {
    if (event.kind === 'state') applyState(event.state);
    else hearWord(event);
  });
}

async function readAgain(): Promise<void> {
  const reply = await client?.('till.state', {});
  if (reply?.ok === true) restartState(reply.value);
}

/** One call, as it is: applies a state that came back, shows nothing. */
export async function call<Name extends TillCallName>(name: Name, input: TillInput<Name>): Promise<Envelope<TillOutput<Name>>> {
  if (client === null) throw new Error('a call was made before the till was connected');
  const reply = await client(name, input);
  if (reply.ok) {
    const state = stateOf(reply.value);
    if (state !== null) applyState(state);
  }
  return reply;
}

const askApproval = (trouble: Trouble): Promise<Approval | null> =>
  new Promise((resolve) => {
    useAsked.setState({ question: { trouble, answer: (approval) => { useAsked.setState({ question: null }); resolve(approval); } } });
  });

/** What a till says to an approval that does not hold; the person may try again without starting over. */
const NOT_APPROVED: ReadonlySet<string> = new Set(['approval-refused', 'approver-may-not', 'wrong-pin']);

async function callApproved<Name extends TillCallName>(name: Name, input: TillInput<Name>): Promise<Envelope<TillOutput<Name>>> {
  let reply = await call(name, input);
  let given = false;
  while (!reply.ok && (reply.code === 'approval-needed' || (given && NOT_APPROVED.has(reply.code)))) {
    const approval = await askApproval(reply);
    if (approval === null) return reply;
    given = true;
    reply = await call(name, { ...input, approval });
  }
  return reply;
}

/**
 * A call as a person's act: shows the trouble when it is refused, asks for a manager's PIN when that is what is missing.
 * @returns what came back, or null when it was refused, failed or not approved.
 */
export async function act<Name extends TillCallName>(name: Name, input: TillInput<Name>): Promise<TillOutput<Name> | null> {
  showTrouble(null);
  useAsked.setState((asked) => ({ busy: asked.busy + 1 }));
  try {
    const reply = await callApproved(name, input);
    if (reply.ok) return reply.value;
    if (reply.code !== 'approval-needed') showTrouble(reply);
    return null;
  } finally {
    useAsked.setState((asked) => ({ busy: asked.busy - 1 }));
  }
}
