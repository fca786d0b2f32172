/** For `node --import`: the built main process finds the stand-in where it asks for `electron`. */
import { registerHooks } from 'node:module';

const standIn = new URL('./electronStandIn.ts', import.meta.url).href;

registerHooks({ resolve: (specifier, context, next) => (specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context)) });
