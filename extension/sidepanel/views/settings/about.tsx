/** Appearance, what is inside and how it is doing, and what Gumsmith is and is not. */

import { useState } from "preact/hooks";

import { errorBody, useApi, useEngineStatus } from "../../../shared/api.ts";
import { bytes } from "../../../shared/format.ts";
import { t } from "../../../shared/i18n.ts";
import type { EngineView, ErrorBody } from "../../../shared/protocol.d.ts";
import { Segmented } from "../../../shared/ui/field.tsx";
import { Card, ErrorNotice, Notice } from "../../../shared/ui/surface.tsx";
import { readTheme, writeTheme } from "../../../shared/ui/theme.ts";
import type { Theme } from "../../../shared/ui/theme.ts";
import { StartSwitch, startLines } from "./start.tsx";

export function AppearanceCard() {
  const [theme, setTheme] = useState(readTheme);
  return (
    <Card title={t("settings_look_title")} testid="look-card">
      <Segmented<Theme>
        label={t("settings_look_title")}
        value={theme}
        options={[
          { value: "system", label: t("settings_look_system") },
          { value: "light", label: t("settings_look_light") },
          { value: "dark", label: t("settings_look_dark") },
        ]}
        onChange={(chosen) => {
          writeTheme(chosen);
          setTheme(chosen);
        }}
        testid="theme"
      />
    </Card>
  );
}

/** Asks the engine only when it is opened. */
export function DiagnosticsCard() {
  const api = useApi();
  const status = useEngineStatus();
  const [view, setView] = useState<EngineView | null>(null);
  const [error, setError] = useState<ErrorBody | null>(null);
  const load = (): void => {
    setError(null);
    api.request({ op: "engine.status" }).then(setView, (thrown: unknown) => setError(errorBody(thrown)));
  };
  return (
    <Card testid="diagnostics-card">
      <details
        class="foldable bare"
        onToggle={(event) => {
          if (event.currentTarget.open) load();
        }}
      >
        <summary>
          <h2>{t("settings_inside_title")}</h2>
        </summary>
        <div class="stack">
          {status.durable ? null : <Notice severity="care">{t("settings_inside_memory")}</Notice>}
          {error === null ? null : <ErrorNotice error={error} onRetry={load} />}
          <dl class="facts">
            <Fact name={t("settings_inside_engine")} value={t(`settings_inside_${status.state}`)} />
            {view === null ? null : (
              <>
                <Fact name={t("settings_inside_version")} value={view.version} />
                <Fact name={t("settings_inside_python")} value={view.python} />
                <Fact
                  name={t("settings_inside_database")}
                  value={view.durable ? bytes(view.database_bytes) : t("settings_inside_not_durable")}
                />
                {view.facts.map(({ label, value }) => (
                  <Fact key={label} name={label} value={value} />
                ))}
              </>
            )}
            {status.start === null
              ? null
              : startLines(status.start).map(({ name, value }) => <Fact key={name} name={name} value={value} />)}
          </dl>
          <StartSwitch />
        </div>
      </details>
    </Card>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt class="muted">{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

export function AboutCard() {
  return (
    <Card title={t("settings_about_title")} testid="about-card">
      <ul class="bullets">
        <li>{t("settings_about_independent")}</li>
        <li>{t("settings_about_api")}</li>
        <li>{t("settings_about_server")}</li>
        <li>{t("settings_about_token")}</li>
      </ul>
    </Card>
  );
}
