/**
 * Another page of the extension in a tab. Not by `window.open`: a page opened that way by one that is isolated from
 * other origins gets no extension interfaces (seen in Chromium 156).
 */

/** `path` is that of the page in the package, from its root. */
export function openPage(path: string): void {
  void chrome.tabs.create({ url: chrome.runtime.getURL(path) });
}
