/** Files to and from the technician's disk. */


const CHARS_MAX = 8_000_000;

/** Asks for a file and gives its text; nothing when none was chosen or it is larger than any of ours. */
export function chooseText(accept: string, use: (text: string) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = accept;
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    if (file !== undefined && file.size <= CHARS_MAX) void file.text().then(use);
  });
  input.click();
}
