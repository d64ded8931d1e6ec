/** The panel's state and actions, for every view below. */

import { createContext } from "preact";
import { useContext } from "preact/hooks";

import type { Actions } from "./actions.ts";
import type { Action, PanelState } from "./state.ts";

export interface Panel {
  state: PanelState;
  act: Actions;
  dispatch: (action: Action) => void;
  /** The page is wide enough for the rail and more columns. */
  wide: boolean;
  /** About how many px a table in a view has. */
  width: number;
  now: () => number;
}

export const PanelContext = createContext<Panel | null>(null);

export function usePanel(): Panel {
  const panel = useContext(PanelContext);
  if (panel === null) throw new Error("no PanelContext above this component");
  return panel;
}
