/** Short sentences that are spoken to screen readers, and some of them shown for a moment. */

import { useEffect, useState } from "preact/hooks";

const SHOWN_MS = 4000;

interface Said {
  text: string;
  shown: boolean;
}

type Listener = (said: Said) => void;

const listeners = new Set<Listener>();

/** Speak a sentence without showing it. */
export function announce(text: string): void {
  for (const told of listeners) told({ text, shown: false });
}

/** Speak a sentence and show it for a few seconds. */
export function toast(text: string): void {
  for (const told of listeners) told({ text, shown: true });
}

/** Draw once per page. */
export function LiveRegion() {
  const [said, setSaid] = useState<Said>({ text: "", shown: false });
  useEffect(() => {
    listeners.add(setSaid);
    return () => {
      listeners.delete(setSaid);
    };
  }, []);
  useEffect(() => {
    if (!said.shown) return;
    const timer = setTimeout(() => setSaid({ text: "", shown: false }), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [said]);
  return (
    <div class={said.shown ? "toast" : "unseen"} role="status" aria-live="polite" data-testid="live">
      {said.text}
    </div>
  );
}
