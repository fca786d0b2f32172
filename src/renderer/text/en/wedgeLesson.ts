/** English: the lesson that teaches a screen its keyboard scanner, and a member of staff's badge. */

export const wedge = {
  teach: 'Teach this screen', rail: 'Keyboard', title: 'Keyboard scanner', intro: 'A scanner in keyboard mode types its codes into this window. Three scans of a known code teach this screen what it types before and after a code, and by which keyboard.',
  lesson: 'Lesson', start: 'Start the lesson', again: 'Start again', stop: 'Give up', codeLabel: 'Code of the lesson: {{text}}', scanThis: 'Scan this code {{count}} times, a second apart', typedMeanwhile: 'Until then no key does anything else; Esc gives up.', progress: '{{done}} of {{count}} scans', ready: 'Nothing is changed until you keep what was learnt.',
  learnt: 'The scanner is understood.', nothingLearnt: 'Nothing was learnt and nothing was changed.', keep: 'Keep', discard: 'Discard', kept: 'Kept. This screen reads its scanner so from the next scan on.', forget: 'Forget', forgotten: 'Forgotten. This screen reads scanners again as most of them type.',
  here: 'On this screen', hereHint: 'Kept in this browser only: another till or browser has its own lesson.', unlearnt: 'Nothing was taught; what fits most scanners applies.', taught: 'Taught by a lesson.', test: 'Test scan', testHint: 'A test scan then proves it, with a new code and a clock.',
  facts: { prefix: 'Before the code', suffix: 'After the code', speed: 'Speed', layout: 'Keyboard', control: 'Control keys' },
  prefix: { none: 'nothing', some: '{{text}}, is taken off' }, suffix: { key: 'Enter or Tab', none: 'nothing: a code ends when the scanner falls silent' }, speed: '{{ms}} ms from key to key', layout: { 'as-typed': 'the same as this machine’s', us: 'US, not this machine’s' }, control_zero: 'none', control_one: '{{count}} in a scan, does nothing', control_other: '{{count}} in a scan, do nothing',
  todo: {
    us: 'The scanner types as on a US keyboard; this machine has another. The till reads it all the same once you keep this. Better: scan the code “keyboard country” from the vendor’s manual for this machine’s keyboard, since other programs see wrong characters.',
    suffix: 'Better: set Enter as suffix by the vendor’s manual. A scan is then heard at once and cannot run into the next.',
    control: 'The till swallows them. In other programs they may open menus; the vendor’s manual says how to switch them off.',
  },
  why: {
    nothing: 'No key came. Check the cable and the trigger. If the scanner beeps and nothing comes, it does not type: look for it under Devices.',
    'not-alike': 'The scans were not alike. Touch no key meanwhile and start again; if they still differ, give the scanner a little more time between characters.',
    'other-code': 'Another code was scanned than the one shown. Cover other codes and start again.',
    layout: 'The keyboard of scanner and machine differ, and it is not the US one. Switch Caps Lock off, set the scanner’s keyboard country to this machine’s by the vendor’s manual, and start again.',
    'too-slow': 'It types as slowly as a hand, so the till cannot tell them apart. Set the scanner’s delay between characters to nothing by the vendor’s manual, and start again.',
  },
};

export const badge = {
  title: 'Staff badge', text: 'A magnetic card that is no payment card becomes the badge of one person. At the sign-in it names its holder; the PIN is still asked for.', person: 'Person', learn: 'Learn the badge', waiting: 'Swipe the card now, within {{seconds}} seconds.', learnt: 'The card is the badge of {{name}} from now on. It is on record.', late: 'No card came. Nothing was changed.', again: 'Once more',
};
