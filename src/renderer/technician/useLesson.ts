/** One lesson at a time for this screen's keyboard scanner: begun, counted, ended by itself, by hand or by the clock. */
import { useEffect, useRef, useState } from 'react';
import { startLesson } from '../state/wedgeLearning.ts';
import type { Learnt } from '../state/wedgeLearn.ts';

/** Letters, digits and signs that keyboards of other countries have elsewhere. */
export const LESSON_CODE = 'Tb-Qyzaw/407';
export const LESSON_SCANS = 3;
/** All keys are the lesson's while it runs: it must not run for ever. */
const LESSON_MS_MAX = 60_000;

export type Lesson = { readonly phase: 'none' } | { readonly phase: 'running'; readonly done: number } | { readonly phase: 'over'; readonly learnt: Learnt };

export function useLesson(): { readonly lesson: Lesson; readonly start: () => void; /** Ends it, and forgets what it found. */ readonly drop: () => void } {
  const [lesson, setLesson] = useState<Lesson>({ phase: 'none' });
  const running = useRef<{ readonly end: () => void; readonly timer: number } | null>(null);
  const end = () => {
    window.clearTimeout(running.current?.timer);
    running.current?.end();
    running.current = null;
  };
  useEffect(() => end, []);
  const start = () => {
    end();
    setLesson({ phase: 'running', done: 0 });
    const stop = startLesson(LESSON_CODE, LESSON_SCANS, (done) => setLesson({ phase: 'running', done }), (learnt) => {
      window.clearTimeout(running.current?.timer);
      running.current = null;
      setLesson({ phase: 'over', learnt });
    });
    running.current = { end: stop, timer: window.setTimeout(stop, LESSON_MS_MAX) };
  };
  return { lesson, start, drop: () => { end(); setLesson({ phase: 'none' }); } };
}
