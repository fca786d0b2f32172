/** Builds the main process, the backend's process beside it, and the preload script; the screens are built by vite.config.ts. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'electron-vite';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  main: {
    build: {
      outDir: at('out/main'),
      target: 'node22',
      // Packages stay where npm put them, the native ones above all. Nothing in a folder below: the program finds its resources two folders up.
      externalizeDeps: true,
      rollupOptions: {
        input: {
          index: at('src/main/index.ts'), cloudProcess: at('src/main/cloudProcess.ts'), keepProcess: at('src/main/safekeeping/keepProcess.ts'), forgetProcess: at('src/main/safekeeping/forgetProcess.ts'), receiptThread: at('src/main/adapters/printing/receiptThread.ts'),
          deviceProcess: at('src/main/deviceProcess.ts'), dayWorker: at('src/main/matching/dayWorker.ts'), shipThread: at('src/main/shipping/shipThread.ts'), exportProcess: at('src/main/exporting/exportProcess.ts'), readStatementWorker: at('src/main/adapters/statements/readWorker.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: at('out/preload'),
      target: 'node22',
      // A sandboxed preload script is one CommonJS file that asks for nothing but Electron.
      externalizeDeps: false,
      rollupOptions: { input: { index: at('src/preload/index.ts') }, output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
});
