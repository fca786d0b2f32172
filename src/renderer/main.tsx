/** Starts the screens: sentences, the line to the till, the scanner catcher, then the frame or the customer display. */
// First, because it says in which order the style layers win.
import './styles/main.css';
import './text/fonts.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { DisplayApp } from './display/DisplayApp.tsx';
import { connectTill, showNotice } from './state/act.ts';
import { hearDevices } from './state/deviceWords.ts';
import { sendScan } from './state/scan.ts';
import { listenForSpoken } from './state/spoken.ts';
import { listenForKeys, typeChar } from './state/shortcuts.ts';
import { catchWedge } from './state/wedgeWindow.ts';
import { startTexts } from './text/i18n.ts';

const isDisplay = new URLSearchParams(window.location.search).get('view') === 'display';

startTexts();
connectTill();
listenForSpoken();
if (!isDisplay) {
  catchWedge((text) => void sendScan(text, 'wedge'), typeChar, () => showNotice({ key: 'scan.broken-code', values: {} }));
  listenForKeys();
  hearDevices();
}
const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<StrictMode>{isDisplay ? <DisplayApp /> : <App />}</StrictMode>);
// Their rules are large and their files load by character, so they come after the first paint.
void import('./text/fontsCjk.ts');
