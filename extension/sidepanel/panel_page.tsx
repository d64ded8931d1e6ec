/** The panel: head, navigation and the view of the current tool. */

import { useEffect, useMemo, useRef, useState } from "preact/hooks";

import { useApi } from "../shared/api.ts";
import { t } from "../shared/i18n.ts";
import { openPage } from "../shared/open_page.ts";
import { readSession, writeSession } from "../shared/settings.ts";
import { createStore, useStore } from "../shared/store.ts";
import { Button } from "../shared/ui/button.tsx";
import { PageHead } from "../shared/ui/head.tsx";
import type { Standing } from "../shared/ui/head.tsx";
import { Mark } from "../shared/ui/icon.tsx";
import { LiveRegion } from "../shared/ui/live.tsx";
import { Empty, ErrorNotice } from "../shared/ui/surface.tsx";
import { panelActions } from "./actions.ts";
import type { PagePorts } from "./actions.ts";
import { Banners } from "./banners.tsx";
import { FulfilProvider } from "./fulfil/provider.tsx";
import { CustomersProvider } from "./customers/provider.tsx";
import { Nav } from "./nav.tsx";
import { PanelContext, usePanel } from "./panel.ts";
import { SalesExportProvider } from "./sales/export_provider.tsx";
import { PeopleProvider } from "./sales/people_provider.tsx";
import { EditProvider } from "./listings/edit_provider.tsx";
import { ListingsProvider } from "./listings/provider.tsx";
import { SheetProvider } from "./listings/sheet_provider.tsx";
import { SalesProvider } from "./sales/provider.tsx";
import { ExportProvider } from "./exports/provider.tsx";
import { ScheduleProvider } from "./schedule/provider.tsx";
import { ScriptsProvider } from "./scripts/provider.tsx";
import { INITIAL, activeRun, engineIsDown, reduce } from "./state.ts";
import type { PanelState } from "./state.ts";
import { Starting } from "./starting.tsx";
import { SuggestProvider } from "./suggest/provider.tsx";
import { CodesTool } from "./views/codes/codes.tsx";
import { CustomersTool } from "./views/customers/customers.tsx";
import { FulfilTool } from "./views/fulfil/fulfil.tsx";
import { HistoryTool } from "./views/history/history.tsx";
import { ListingsTool } from "./views/listings/listings.tsx";
import { ParityTool } from "./views/parity/parity.tsx";
import { PricesTool } from "./views/prices/prices.tsx";
import { ProductsTool } from "./views/products/products.tsx";
import { SalesTool } from "./views/sales/sales.tsx";
import { ScriptsTool } from "./views/scripts/scripts.tsx";
import { ScheduleTool } from "./views/schedule/schedule.tsx";
import { SettingsTool } from "./views/settings/settings.tsx";
import { UnlockScreen } from "./views/settings/unlock.tsx";

const WIDE_PX = 720;
const RAIL_PX = 208;
const WIDEST_PX = 1120;
const WELCOME = "welcome/welcome.html";

const livePage: PagePorts = {
  hash: () => location.hash,
  go: (hash, replace) => {
    if (replace) location.replace(hash);
    else location.hash = hash;
  },
  later: (run, ms) => window.setTimeout(run, ms),
  cancel: (timer) => window.clearTimeout(timer),
  readWork: async () => (await readSession()).panel_work,
  writeWork: (work) => writeSession({ panel_work: work }),
};

export function PanelPage() {
  const api = useApi();
  const store = useMemo(() => createStore(reduce, INITIAL), []);
  const act = useMemo(() => panelActions(api, store, livePage), [api, store]);
  const state = useStore(store);
  const { wide, width } = useSize();
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    addEventListener("hashchange", act.routed);
    const stop = act.start();
    return () => {
      removeEventListener("hashchange", act.routed);
      stop();
    };
  }, [act]);
  useEffect(() => {
    if (document.activeElement === document.body) main.current?.focus({ preventScroll: true });
  }, [state.route]);
  return (
    <PanelContext.Provider value={{ state, act, dispatch: store.dispatch, wide, width, now: Date.now }}>
      <div class={wide ? "panel wide" : "panel"} data-engine={state.engine.state} data-testid="panel">
        <PageHead {...standingOf(state)} />
        <Nav />
        <main ref={main} class="panel-main" tabIndex={-1}>
          <ScheduleProvider>
            <SalesProvider>
              <ExportProvider>
                <SalesExportProvider>
                  <PeopleProvider>
                    <FulfilProvider>
                      <CustomersProvider>
                        <ListingsProvider>
                          <EditProvider>
                            <SheetProvider>
                              <SuggestProvider>
                                <ScriptsProvider>
                                  <CurrentView />
                                </ScriptsProvider>
                              </SuggestProvider>
                            </SheetProvider>
                          </EditProvider>
                        </ListingsProvider>
                      </CustomersProvider>
                    </FulfilProvider>
                  </PeopleProvider>
                </SalesExportProvider>
              </ExportProvider>
            </SalesProvider>
          </ScheduleProvider>
        </main>
      </div>
      <LiveRegion />
    </PanelContext.Provider>
  );
}

/** The width of the page, and of what stands in a view. */
function useSize(): { wide: boolean; width: number } {
  const [page, setPage] = useState(innerWidth);
  useEffect(() => {
    const changed = (): void => setPage(innerWidth);
    addEventListener("resize", changed);
    return () => removeEventListener("resize", changed);
  }, []);
  const wide = page >= WIDE_PX;
  return { wide, width: wide ? Math.min(WIDEST_PX, page - RAIL_PX - 64) : page - 40 };
}

/** Whose shop it is, or how things stand when that matters more. */
function standingOf(state: PanelState): { who: string; standing: Standing } {
  const { account, engine, glance } = state;
  if (engineIsDown(state)) return { who: t("standing_down"), standing: "bad" };
  if (engine.state === "gone") return { who: t("standing_gone"), standing: "bad" };
  if (activeRun(state) !== null) return { who: t("standing_working"), standing: "busy" };
  if (account === undefined) return { who: glance?.shop_name ?? t("standing_starting"), standing: "busy" };
  if (account === null) return { who: t("standing_none"), standing: "off" };
  if (account.sample) return { who: t("sample_shop"), standing: "good" };
  return { who: account.name, standing: account.connected ? "good" : "off" };
}

function CurrentView() {
  const { state } = usePanel();
  if (state.route.tool === "settings") return <SettingsTool />;
  if (state.locked) return <Unlock />;
  if (state.account === undefined) return <Starting />;
  if (state.account === null) return <NotConnected />;
  return (
    <>
      <Banners />
      <ToolView />
    </>
  );
}

function ToolView() {
  const { state } = usePanel();
  switch (state.route.tool) {
    case "products":
      return <ProductsTool />;
    case "prices":
      return <PricesTool />;
    case "parity":
      return <ParityTool />;
    case "listings":
      return <ListingsTool />;
    case "codes":
      return <CodesTool />;
    case "sales":
      return <SalesTool />;
    case "customers":
      return <CustomersTool />;
    case "fulfil":
      return <FulfilTool />;
    case "scripts":
      return <ScriptsTool />;
    case "history":
      return <HistoryTool />;
    case "schedule":
      return <ScheduleTool />;
    case "settings":
      return <SettingsTool />;
  }
}

function Unlock() {
  const { act } = usePanel();
  return <UnlockScreen onUnlocked={act.reload} />;
}

function NotConnected() {
  const { act, state } = usePanel();
  const [opening, setOpening] = useState(false);
  return (
    <div class="view">
      <div class="view-body">
        {state.error === null ? null : <ErrorNotice error={state.error} />}
        <Empty
          testid="not-connected"
          title={t("connect_title")}
          drawing={<Mark large />}
          actions={
            <>
              <Button kind="go" testid="connect" onClick={() => openPage(WELCOME)}>
                {t("connect_token")}
              </Button>
              <Button
                busy={opening}
                testid="open-sample"
                onClick={() => {
                  setOpening(true);
                  void act.openSample().finally(() => setOpening(false));
                }}
              >
                {t("connect_sample")}
              </Button>
            </>
          }
        >
          {t("connect_text")}
        </Empty>
      </div>
    </div>
  );
}
