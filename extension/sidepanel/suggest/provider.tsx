/** Keeps suggestions, the batch under way and the model while other tools are looked at. */

import { createContext } from "preact";
import type { ComponentChildren } from "preact";
import { useContext, useEffect, useMemo, useRef, useState } from "preact/hooks";

import { liveBuiltin, liveProvider } from "../../models/make.ts";
import { askToReach, mayReach } from "../../models/permission.ts";
import { useApi } from "../../shared/api.ts";
import type { Api } from "../../shared/api.ts";
import { forgetModelKey, keepModelKey, modelKey } from "../../shared/model_keys.ts";
import { readSettings, writeSettings } from "../../shared/settings.ts";
import { usePanel } from "../panel.ts";
import { chosenProducts } from "../state.ts";
import { suggestActions } from "./actions.ts";
import type { SuggestActions } from "./actions.ts";
import { modelActions } from "./model_actions.ts";
import type { ModelActions, ModelPorts } from "./model_actions.ts";
import { NO_MODEL } from "./model_state.ts";
import type { ModelState } from "./model_state.ts";
import { NO_SUGGESTIONS } from "./state.ts";
import type { SuggestState } from "./state.ts";

interface Suggest {
  state: SuggestState;
  act: SuggestActions;
  model: ModelState;
  modelAct: ModelActions;
}

const SuggestContext = createContext<Suggest | null>(null);

export function useSuggest(): Suggest {
  const suggest = useContext(SuggestContext);
  if (suggest === null) throw new Error("no SuggestContext above this component");
  return suggest;
}

export const SUGGEST_PAGE = { page: "suggest" } as const;

export function SuggestProvider({ children }: { children: ComponentChildren }) {
  const api = useApi();
  const panel = usePanel();
  const latest = useRef(panel);
  latest.current = panel;
  const [model, setModel] = useState(NO_MODEL);
  const [state, setState] = useState(NO_SUGGESTIONS);
  const modelAct = useMemo(() => modelActions(livePorts(api), setModel), [api]);
  const act = useMemo(
    () =>
      suggestActions(
        api,
        modelAct,
        {
          later: (run, ms) => window.setTimeout(run, ms),
          cancel: (timer) => window.clearTimeout(timer),
          now: Date.now,
          sleep,
          show: (view) => latest.current.act.showPlan(view, "listings", { ...SUGGEST_PAGE, step: "review" }),
          chosen: () => chosenProducts(latest.current.state).map(({ id, name }) => ({ id, name })),
        },
        setState,
      ),
    [api, modelAct],
  );
  const whose = panel.state.account?.account_id;
  useEffect(() => act.forget(), [act, whose]);
  const { route, engine } = panel.state;
  const isLooked =
    route.tool === "listings" && route.params["page"] === SUGGEST_PAGE.page && route.params["plan"] === undefined;
  const isReady = isLooked && engine.state === "ready" && whose !== undefined;
  useEffect(() => {
    if (isReady) void modelAct.refresh().then(act.reread);
  }, [act, modelAct, isReady]);
  useEffect(() => {
    if (isReady) void act.estimate();
  }, [act, isReady, model.choice, model.room]);
  const looked = useRef(isReady);
  looked.current = isReady;
  useEffect(
    () =>
      api.onEvent((event) => {
        if (looked.current && act.concerns(event)) void act.reread();
      }),
    [api, act],
  );
  const suggest = useMemo(() => ({ state, act, model, modelAct }), [state, act, model, modelAct]);
  return <SuggestContext.Provider value={suggest}>{children}</SuggestContext.Provider>;
}

function livePorts(api: Api): ModelPorts {
  return {
    readChoice: async () => (await readSettings()).model,
    writeChoice: (choice) => writeSettings({ model: choice }),
    key: modelKey,
    keepKey: keepModelKey,
    forgetKey: forgetModelKey,
    firstKeeping: async () => {
      const { keeping } = await api.vaultState();
      return keeping === "session" || keeping === "passphrase" ? "session" : "stored";
    },
    mayReach,
    askToReach,
    provider: liveProvider,
    builtin: liveBuiltin,
  };
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done);
    if (signal.aborted) done();
  });
}
