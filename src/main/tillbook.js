/** The command line's way in, plain JavaScript: started by itself, cli.ts would be stripped of its types at every start, which takes longer than all the rest. */
import './compileCache.js';

// Not above: what is imported there is loaded before anything runs.
await import('./cli.ts');
