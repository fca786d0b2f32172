/** Which receipt is open on the screen, if any. */
import { create } from 'zustand';

export const useOpenReceipt = create<{ readonly receipt: number | null }>()(() => ({ receipt: null }));

export const showReceipt = (receipt: number | null): void => useOpenReceipt.setState({ receipt });
