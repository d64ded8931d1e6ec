/** The popup: what can be done here and now, in one glance. */

import { useEffect, useReducer, useState } from "preact/hooks";

import { errorBody, useApi, useEngineStatus } from "../shared/api.ts";
import { ago, count } from "../shared/format.ts";
import { t, tn } from "../shared/i18n.ts";
import type { Glance, VaultState } from "../shared/messages.ts";
import { hashOf } from "../sidepanel/route.ts";
import type { Tool } from "../sidepanel/route.ts";
import { Button } from "../shared/ui/button.tsx";
import { Chip } from "../shared/ui/chip.tsx";
import { PageHead } from "../shared/ui/head.tsx";
import type { Standing } from "../shared/ui/head.tsx";
import { Mark } from "../shared/ui/icon.tsx";
import { LiveRegion } from "../shared/ui/live.tsx";
import { ActionBar, Empty, ErrorNotice, Notice, Stat } from "../shared/ui/surface.tsx";
import { UnlockForm } from "../shared/ui/unlock_form.tsx";
import type { CurrentTab } from "./browser.ts";
import { recognise } from "./page.ts";
import { PageCard } from "./page_card.tsx";
import { RunCard } from "./run_card.tsx";
import { isActive, reduce, situation } from "./state.ts";
import type { PopupState } from "./state.ts";

/** The tools in the order of their chips. */
const CHIPS = ["products", "prices", "codes", "parity", "history", "settings"] as const satisfies readonly Tool[];

export interface PopupBrowser {
  openPanel(target: string, tab: CurrentTab): Promise<void>;
  openPage(path: string): Promise<void>;
  close(): void;
  onGlance(told: (glance: Glance | null) => void): () => void;
}

export interface PopupProps {
  first: { glance: Glance | null; vault: VaultState; tab: CurrentTab };
  browser: PopupBrowser;
  now: () => number;
}

export function Popup({ first, browser, now }: PopupProps) {
  const api = useApi();
  const { tab } = first;
  const [state, dispatch] = useReducer(reduce, { glance: first.glance, vault: first.vault, live: null, error: null });
  const [opening, setOpening] = useState(false);

  const failed = (thrown: unknown): void => dispatch({ type: "failed", error: errorBody(thrown) });
  const read = async (): Promise<void> => {
    const [{ account }, { products }] = await Promise.all([
      api.request({ op: "account.status" }),
      api.request({ op: "catalog.get" }),
    ]);
    dispatch({ type: "live", connected: account?.connected ?? false, products });
  };
  const opened = (): void => {
    api.vaultState().then((vault) => dispatch({ type: "vault", vault }), failed);
  };
  useEffect(() => browser.onGlance((glance) => dispatch({ type: "glance", glance })), [browser]);
  useEffect(() => api.onEvent((event) => dispatch({ type: "event", event })), [api]);
  useEffect(() => {
    if (situation(state) !== "none") read().catch(failed);
  }, [situation(state)]);

  const go = (target: string): void => {
    browser.openPanel(target, tab).then(browser.close, failed);
  };
  const trySample = async (): Promise<void> => {
    setOpening(true);
    try {
      // The panel opens only within the click; the popup stays until the engine has the request.
      const panel = browser.openPanel(hashOf("products"), tab);
      await Promise.all([panel, api.request({ op: "account.sample", reset: false })]);
      browser.close();
    } catch (thrown) {
      failed(thrown);
      setOpening(false);
    }
  };
  const stop = (runId: string): void => {
    api.request({ op: "run.stop", run_id: runId }).then((run) => dispatch({ type: "run", run }), failed);
  };

  const page = recognise(tab.url);
  const where = situation(state);
  const run = state.glance?.run ?? null;
  return (
    <div class="popup" data-testid="popup" data-situation={where}>
      <LiveRegion />
      <Head state={state} />
      <main class="popup-body">
        {state.error === null ? null : <ErrorNotice error={state.error} />}
        {where === "none" ? (
          <Empty
            title={t("popup_welcome_title")}
            drawing={<Mark large />}
            testid="popup-none"
            actions={
              <>
                <Button kind="go" wide busy={opening} onClick={() => void trySample()} testid="popup-sample">
                  {t("popup_sample")}
                </Button>
                <Button
                  wide
                  testid="popup-connect"
                  onClick={() => void browser.openPage("welcome/welcome.html").then(browser.close, failed)}
                >
                  {t("popup_connect")}
                </Button>
                <p class="muted small">{t("popup_foot_new")}</p>
              </>
            }
          >
            {t("popup_welcome_text")}
          </Empty>
        ) : where === "locked" ? (
          <section class="card pad stack" data-testid="popup-locked">
            <div>
              <h1>{t("popup_unlock_title")}</h1>
              <p class="muted">{t("popup_unlock_text")}</p>
            </div>
            <UnlockForm onUnlocked={opened} />
          </section>
        ) : (
          <>
            {page.kind === "product" ? (
              <PageCard page={page} title={tab.title} products={state.live?.products ?? null} onGo={go} />
            ) : null}
            <Counts glance={state.glance} />
          </>
        )}
        {where !== "shop" || !state.glance?.news ? null : (
          <Notice
            severity="care"
            testid="popup-news"
            title={state.glance.news}
            actions={
              <button class="link" type="button" onClick={() => go(hashOf("schedule"))}>
                {t("schedule_news")}
              </button>
            }
          />
        )}
        {run === null || where === "none" ? null : <RunCard run={run} now={now()} onStop={stop} onGo={go} />}
        {where === "none" ? null : (
          <nav class="chips" aria-label={t("popup_tools")}>
            {CHIPS.map((tool) => (
              <Chip key={tool} onClick={() => go(hashOf(tool))} testid={`popup-tool-${tool}`}>
                {t(`popup_tool_${tool}`)}
              </Chip>
            ))}
          </nav>
        )}
      </main>
      {where === "none" ? null : (
        <ActionBar detail={readWhen(state.glance, now())}>
          <Button
            kind="go"
            onClick={() => go(run !== null && isActive(run) ? hashOf("history", { run: run.run_id }) : hashOf("products"))}
            testid="popup-open"
          >
            {t("popup_open_all")}
          </Button>
        </ActionBar>
      )}
    </div>
  );
}

function Head({ state }: { state: PopupState }) {
  const status = useEngineStatus();
  const [who, standing] = standingOf(state, status.state === "starting");
  return <PageHead who={who} standing={standing} />;
}

function standingOf(state: PopupState, starting: boolean): [string, Standing] {
  const name = state.glance?.shop_name ?? "";
  switch (situation(state)) {
    case "none":
      return [t("popup_no_shop"), "off"];
    case "locked":
      return [t("popup_locked"), "bad"];
    case "shop":
      if (isActive(state.glance?.run ?? null)) return [`${name} · ${t("popup_working")}`, "busy"];
      if (state.live === null) return [name, starting ? "off" : "good"];
      return state.live.connected ? [name, "good"] : [`${name} · ${t("popup_not_connected")}`, "bad"];
  }
}

function Counts({ glance }: { glance: Glance | null }) {
  if (glance === null) return null;
  if (glance.read_at_ms === null) return <p class="muted">{t("popup_never_read_text")}</p>;
  return (
    <div class="stats">
      <Stat value={count(glance.products)} label={tn("popup_products", glance.products)} testid="popup-products" />
      <Stat value={count(glance.codes)} label={tn("popup_code_tile", glance.codes)} testid="popup-codes" />
    </div>
  );
}

function readWhen(glance: Glance | null, now: number): string {
  return glance === null || glance.read_at_ms === null ? t("popup_never_read") : t("popup_counted", ago(glance.read_at_ms, now));
}
