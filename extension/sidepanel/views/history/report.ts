/** A file made here, given to the person. */

const KEPT_MS = 10_000;

export function saveFile(name: string, mime: string, text: string): void {
  saveBlob(name, new Blob([text], { type: mime }));
}

export function saveBlob(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}
