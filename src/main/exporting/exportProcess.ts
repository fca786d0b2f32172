/** The process in which the books are read for one export or one question: whatever ends it, a fault in a native part too, ends nothing else. */
import { rmSync } from 'node:fs';
import { answerOnce } from '../oneProcess.ts';
import { performRead, type ReadTask } from './exportTask.ts';

// Where the till went meanwhile nobody is left who would hand the file out or drop it.
answerOnce<ReadTask>(performRead, (task) => { if ('write' in task) rmSync(task.write.to, { force: true }); });
