/** The Scripts tool's state and what can be done with it, for its views. */

import { createContext } from "preact";
import { useContext } from "preact/hooks";

import type { ScriptsActions } from "./actions.ts";
import type { ScriptsState } from "./state.ts";

export type Scripts = ScriptsState & ScriptsActions;

export const ScriptsContext = createContext<Scripts | null>(null);

export function useScripts(): Scripts {
  const scripts = useContext(ScriptsContext);
  if (scripts === null) throw new Error("no ScriptsContext above this component");
  return scripts;
}
