/** English: what a device's reports were and what is wrong with its descriptor. */
import type { DescriptorFaultCode } from '#core/hid/descriptorItems.ts';
import type { FaultCode, IgnoredCode } from '#core/hid/event.ts';

export const deviceReport = {
  ignored: {
    'unknown-report': 'A report that is not one of data; it was passed over.',
    'command-answer': 'The scanner answered a command; this is no scan.',
    empty: 'A report or code without content.',
    'no-track': 'A swipe without data: no magnetic stripe, or swiped the wrong way round.',
    'control-keys': 'Keys that type no character, such as a chord that a scanner sends for a line feed.',
    'repeated-card': 'The same card, taken out again.',
    'no-decoder': 'Neither its descriptor nor a profile says how this report is read. Choose a profile.',
  } satisfies Record<IgnoredCode, string>,
  fault: {
    'report-too-short': 'A report was cut short and not used. No money moved; scan or swipe again.',
    'report-too-long': 'A report is longer than any device sends; it was not used.',
    'length-beyond-field': 'A report claims more data than it can hold; it was not used. No money moved; scan or swipe again.',
    'code-too-long': 'A code is longer than any that a shop uses; nothing of it was used.',
    'part-without-successor': 'A long code stopped before its end; nothing of it was used. Scan or swipe again.',
    'part-without-predecessor': 'The end of a code came without its beginning; it was not used. Scan or swipe again.',
    'device-gone': 'The device went away in the middle of a code; nothing of it was used. Plug it in and scan again.',
    'track-unreadable': 'The card could not be read; nothing was charged. Swipe it again, a little faster or slower.',
    'frame-broken': 'The card reader’s data arrived damaged; nothing was charged. Swipe the card again.',
    'encryption-unsure': 'It is not sure that the reader encrypts; its data were not used and nothing was charged. Swipe again; if it stays so, the reader needs new keys.',
    'scale-fault': 'The scale reports a fault, or a weight that is not known; it was not used. Take everything off it and weigh again.',
  } satisfies Record<FaultCode, string>,
  descriptor: {
    empty: 'The descriptor is empty.',
    'too-long': 'The descriptor is too long; the rest was not read.',
    'item-cut-off': 'The last item is cut off.',
    'reserved-item': 'An item of a reserved type was passed over.',
    'collection-not-closed': 'A collection is not closed.',
    'collection-not-open': 'An end closes no collection.',
    'too-deep': 'Nested too deep.',
    'push-without-pop': 'A push has no pop.',
    'pop-without-push': 'A pop has no push.',
    'report-id-zero': 'A report id is outside of 1 to 255.',
    'report-id-late': 'A report id comes after fields without one.',
    'no-size': 'A field has no size or count.',
    'too-large': 'A report is too large.',
    'usage-range': 'A usage maximum has no fitting minimum.',
  } satisfies Record<DescriptorFaultCode, string>,
};

export const deviceReportTrouble = {
  'trace-unusable': 'This is no recorded trace, or it is damaged. Nothing was changed and nothing was sold; choose another file.',
};
