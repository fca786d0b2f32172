/** English: words from devices to whoever stands at the till, why a device is used or not, and what went wrong with one. */

export const device = {
  notice: {
    plugged: '{{name}} is plugged in and ready.', unplugged: '{{name}} was unplugged. The sale is as it was; plug it in again and go on.', asks: '{{name}} behaves like a keyboard and was never seen here. A technician allows or denies it.',
    'no-permission': '{{name}} is there, but this till may not open it. Selling goes on; tell your technician.', 'not-answering': '{{name}} does not answer. Selling goes on; unplug it and plug it in again.', failed: '{{name}} could not be opened. Selling goes on; unplug it and plug it in again.',
    'process-replaced': 'The devices stopped answering and are being started again. The sale is as it was; enter goods by hand meanwhile.', 'process-ready': 'The devices are back. Scan the last code again if it is not in the basket.', 'half-scan': '{{name}} sent only a part of a code. Nothing was added or charged; scan it again.',
    'card-unread': '{{name}} could not read the card, and nothing was charged. Swipe it again with the stripe towards the reader, a little faster or slower.', 'card-unsure': '{{name}} did not say surely that it encrypts, so the card was not used and nothing was charged. Swipe it again; if that is said again, call your technician.',
  },
  card: {
    stored: 'The card waits here, encrypted, until the line is back.', offered: 'The card was passed on to the acquirer.', 'clear-refused': 'This reader does not encrypt, so payment cards are not taken on it. Nothing was charged and nothing of the card was kept; ask for another way to pay.',
    'no-acquirer': 'This till has nobody to charge cards with. Nothing was charged; ask for another way to pay.', 'nothing-due': 'There is nothing to pay yet. Nothing was charged; scan the goods first, then swipe the card.', 'unknown-card': 'This card belongs to nothing here. Nothing was charged.', refused: 'The card could not be taken. Nothing was charged.',
  },
  why: {
    'usage-and-ids': 'The profile “{{name}}” is for this very model.', 'usage-and-vendor': 'The profile “{{name}}” is for this maker and kind of device.', 'usage-only': 'It says itself what it is, and the profile “{{name}}” fits all of that kind.', 'ids-only': 'The profile “{{name}}” fits by vendor and product.', 'vendor-only': 'The profile “{{name}}” fits by its maker alone.',
    bound: 'A technician gave it this work.', unbound: 'A technician took its work away.', 'descriptor-scanner': 'Its descriptor says: bar code scanner.', 'descriptor-card': 'Its descriptor says: magnetic stripe reader.', 'descriptor-scale': 'Its descriptor says: scale.',
    keyboard: 'It is a keyboard for the system: what it types goes to the window, not to the driver.', 'keyboard-new': 'It behaves like a keyboard and was never seen here: it waits for a word.', 'keyboard-first': 'It was attached when this till looked for the first time, and is taken as known.', allowed: 'A technician allowed it.', denied: 'A technician denied it.', 'no-fit': 'Neither a profile nor its descriptor says what it is.',
    'not-readable': 'Its mode, {{mode}}, cannot be read as HID reports.', 'no-descriptor': 'The system does not give its report descriptor; the profile’s is used where there is one.', virtual: 'It is a virtual device of the practice bench.', reads: 'Its reports are read as: {{reads}}',
  },
  trouble: {
    'open-failed': 'It could not be opened.', 'no-permission': 'The system refuses to open it.', lost: 'It went away while it was open.', 'not-answering': 'A call to it did not come back.', flood: 'It sent more than the till can use; what was too much was dropped.', 'send-failed': 'A command to it failed.', 'list-failed': 'The list of devices could not be read.',
    'process-hung': 'The device process fell silent and was replaced.', 'driver-hung': 'A driver call did not come back; the device process was replaced.', 'process-died': 'The device process ended by itself and was started again.', 'process-old': 'The device process is of another version.', 'process-fault': 'The device process met a fault of its own.',
    'driver-missing': 'The HID driver cannot be loaded on this machine. Scanners that act as a keyboard work all the same.', decode: 'A report could not be used.',
  },
};

export const deviceTrouble = {
  'device-process-down': 'The devices do not answer just now; their process is being started again. Nothing was changed, no money has moved, and selling goes on by hand. Try again in a moment.',
  'driver-missing': 'The HID driver cannot be loaded on this machine. Scanners that act as a keyboard work all the same.',
  'list-hangs': 'The system does not list its devices; a device or its driver hangs. Nothing was changed; unplug the devices one after the other.',
  'open-failed': 'The device could not be opened. Nothing was changed; unplug it and plug it in again.',
  'no-permission': 'This till’s user may not open the device. Nothing was changed; install the rule that its page shows.',
  'no-such-device': 'That device is not attached any more. Nothing was changed; plug it in again, or choose another.',
  'practice-only': 'Virtual devices are for the demo shop and for practice. Nothing was changed; use a real device, or start a practice till.',
  'no-such-person': 'That person is not known here. Nothing was changed; choose another.',
  'no-such-profile': 'There is no profile by that name. Nothing was changed.',
  'too-many-profiles': 'This till keeps no more profiles of its own. Nothing was changed; take back one that is no longer used.',
  'bad-profile': 'This is no sound device profile. Nothing was changed; choose one that was exported or shipped.',
  'device-busy': 'A test is running on this device. Nothing was changed; wait for it or stop it.',
  'no-trace': 'No trace is being recorded on this device. Nothing was changed; start one first.',
  'not-virtual': 'That is a real device: it cannot be played from here. Nothing was changed.',
};
