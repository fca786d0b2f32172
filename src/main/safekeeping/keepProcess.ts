/** The process in which one task on a ledger file is done beside the till that sells: whatever ends it ends nothing else. */
import { answerOnce } from '../oneProcess.ts';
import { perform, type KeepTask } from './keepTasks.ts';

answerOnce<KeepTask>(perform);
