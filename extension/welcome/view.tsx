/** Welcome: what Gumsmith is, two ways to begin, and the way to a token. */

import { useEffect, useRef, useState } from "preact/hooks";

import { useAccount } from "../shared/account.ts";
import { errorBody, useApi } from "../shared/api.ts";
import { t } from "../shared/i18n.ts";
import type { AccountView, ErrorBody } from "../shared/protocol.d.ts";
import { Button } from "../shared/ui/button.tsx";
import { ConnectForm } from "../shared/ui/connect_form.tsx";
import { PageHead } from "../shared/ui/head.tsx";
import { LiveRegion } from "../shared/ui/live.tsx";
import { ErrorNotice, Notice } from "../shared/ui/surface.tsx";
import { Connected } from "./connected.tsx";
import { PreviewPicture } from "./pictures.tsx";
import { Steps } from "./steps.tsx";

const STEPS_PLACE = "#steps";

export function WelcomePage({ openTools }: { openTools: () => void }) {
  const { account } = useAccount();
  const [connected, setConnected] = useState<AccountView | null>(null);
  const shop = connected ?? account;
  return (
    <div class="welcome" data-testid="welcome">
      <PageHead
        who={shop?.name ?? ""}
        standing={shop?.connected === true ? "good" : "off"}
      />
      <main class="welcome-body">
        {connected === null ? (
          <Beginning account={account ?? null} onConnected={setConnected} openTools={openTools} />
        ) : (
          <Connected account={connected} onAgain={() => setConnected(null)} openTools={openTools} />
        )}
      </main>
      <LiveRegion />
    </div>
  );
}

interface BeginningProps {
  account: AccountView | null;
  onConnected: (account: AccountView) => void;
  openTools: () => void;
}

function Beginning({ account, onConnected, openTools }: BeginningProps) {
  const steps = useRef<HTMLElement>(null);
  const showSteps = (): void => {
    steps.current?.scrollIntoView({ behavior: "smooth" });
    steps.current?.focus({ preventScroll: true });
  };
  useEffect(() => {
    if (location.hash === STEPS_PLACE) showSteps();
  }, []);
  return (
    <>
      <section class="hero">
        <div class="hero-words">
          <h1>{t("welcome_title")}</h1>
          <p class="lead">{t("welcome_lead")}</p>
        </div>
        <div class="hero-picture">
          <PreviewPicture />
        </div>
      </section>
      {account === null ? null : (
        <Notice
          severity="good"
          title={account.sample ? t("welcome_current_sample") : t("welcome_current_shop", account.name)}
          actions={
            <Button small onClick={openTools} testid="open-tools">
              {t("welcome_open")}
            </Button>
          }
        />
      )}
      <section class="ways">
        <SampleWay openTools={openTools} />
        <div class="card pad way">
          <h2>{t("welcome_own_title")}</h2>
          <p class="muted">{t("welcome_own_text")}</p>
          <Button onClick={showSteps} testid="show-steps">
            {t("welcome_own")}
          </Button>
        </div>
      </section>
      <p class="muted small independent">{t("welcome_independent")}</p>
      <section id="steps" ref={steps} tabIndex={-1} class="steps-section" aria-labelledby="steps-title">
        <h2 id="steps-title" class="steps-title">
          {t("welcome_steps_title")}
        </h2>
        <Steps form={<ConnectForm onConnected={onConnected} />} />
      </section>
    </>
  );
}

function SampleWay({ openTools }: { openTools: () => void }) {
  const api = useApi();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorBody | null>(null);
  const open = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await api.request({ op: "account.sample", reset: false });
      openTools();
    } catch (thrown) {
      setError(errorBody(thrown));
      setBusy(false);
    }
  };
  return (
    <div class="card pad way">
      <h2>{t("welcome_sample_title")}</h2>
      <p class="muted">{t("welcome_sample_text")}</p>
      {error === null ? null : <ErrorNotice error={error} />}
      <Button kind="go" busy={busy} onClick={() => void open()} testid="sample">
        {busy ? t("welcome_sample_busy") : t("welcome_sample")}
      </Button>
    </div>
  );
}
