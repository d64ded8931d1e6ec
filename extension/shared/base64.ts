/** A file's bytes as text, for messages that carry text alone. */

/** In base64, without a prefix. Rejects where the file cannot be read. */
export function base64Of(file: Blob): Promise<string> {
  return new Promise((settle, refuse) => {
    const reader = new FileReader();
    reader.onload = () => settle(String(reader.result).replace(/^[^,]*,?/, ""));
    reader.onerror = () => refuse(reader.error ?? new Error("unreadable"));
    reader.readAsDataURL(file);
  });
}
