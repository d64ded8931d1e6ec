/** Heights of rows that only the browser knows: guessed until a row is drawn, then as it is. */

import type { ComponentChildren } from "preact";
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";

export interface Heights {
  /** In px; `guess` until the row was drawn. A new function whenever a height is new. */
  heightOf: (key: string, guess: number) => number;
  measured: (key: string, px: number) => void;
}

export function useHeights(): Heights {
  const known = useRef(new Map<string, number>());
  const [version, setVersion] = useState(0);
  const heightOf = useCallback((key: string, guess: number) => known.current.get(key) ?? guess, [version]);
  const measured = useCallback((key: string, px: number) => {
    if (known.current.get(key) === px) return;
    known.current.set(key, px);
    setVersion((before) => before + 1);
  }, []);
  return useMemo(() => ({ heightOf, measured }), [heightOf, measured]);
}

interface MeasuredProps {
  /** Whose height it is. */
  of: string;
  told: Heights["measured"];
  children: ComponentChildren;
}

export function Measured({ of, told, children }: MeasuredProps) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = place.current;
    if (element === null) return;
    const measure = (): void => told(of, Math.ceil(element.getBoundingClientRect().height));
    measure();
    const sizes = new ResizeObserver(measure);
    sizes.observe(element);
    return () => sizes.disconnect();
  }, [of, told]);
  return <div ref={place}>{children}</div>;
}
