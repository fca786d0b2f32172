/** Hands a file that the till made to the person, as a download. */
const TYPES: Readonly<Record<string, string>> = { csv: 'text/csv', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', pdf: 'application/pdf', json: 'application/json', jsonl: 'application/jsonl' };

function handOver(name: string, content: string | Uint8Array<ArrayBuffer>): void {
  const address = URL.createObjectURL(new Blob([content], { type: TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

export function download({ name, base64 }: { readonly name: string; readonly base64: string }): void {
  handOver(name, Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)));
}

export function saveText(name: string, text: string): void {
  handOver(name, text);
}
