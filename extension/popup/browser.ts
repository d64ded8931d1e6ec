/** What the popup needs of the browser around it. */

import { sendToPanel } from "../shared/panel_target.ts";

export interface CurrentTab {
  url: string | undefined;
  title: string;
  windowId: number;
}

/** The tab the popup was opened on. Its address is known through activeTab, and only when the icon was clicked. */
export async function currentTab(): Promise<CurrentTab> {
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  return { url: tab?.url, title: tab?.title ?? "", windowId: tab?.windowId ?? chrome.windows.WINDOW_ID_CURRENT };
}

/** Open the side panel at a place. Where the browser refuses the panel, a tab does as well. */
export async function openPanel(target: string, { windowId }: CurrentTab): Promise<void> {
  // Both are asked for before anything is awaited: the panel opens only within the click that asks for it.
  const sent = sendToPanel(target);
  const opened = chrome.sidePanel.open({ windowId });
  try {
    await Promise.all([sent, opened]);
  } catch (error) {
    console.warn("The side panel did not open:", error);
    await openPage(`sidepanel/sidepanel.html${target}`);
  }
}

/** Open a page of this extension in a tab. */
export async function openPage(path: string): Promise<void> {
  await chrome.tabs.create({ url: chrome.runtime.getURL(path) });
}

export function closePopup(): void {
  window.close();
}
