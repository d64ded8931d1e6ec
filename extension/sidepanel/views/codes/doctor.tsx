/** Why a code does not work: what was found, each with what to do, and what cannot be seen from here. */

import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";

import { ago } from "../../../shared/format.ts";
import { countryOptions } from "../../../shared/countries.ts";
import { t } from "../../../shared/i18n.ts";
import type { DoctorFinding, DoctorForm, DoctorView } from "../../../shared/protocol.d.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { SelectField, TextField } from "../../../shared/ui/field.tsx";
import { Icon } from "../../../shared/ui/icon.tsx";
import { ActionBar, Card, ErrorNotice, Notice } from "../../../shared/ui/surface.tsx";
import type { Severity } from "../../../shared/ui/surface.tsx";
import { usePanel } from "../../panel.ts";

const SEVERITIES: Readonly<Record<DoctorFinding["severity"], Severity>> = {
  cause: "block",
  warn: "care",
  look: "info",
  ok: "good",
};

export function DoctorPage({ tabs }: { tabs: ComponentChildren }) {
  const { state, act } = usePanel();
  const { form, view, error, busy } = state.codes.doctor;
  const fields = error?.fields ?? {};
  const isPlaced = Object.keys(fields).length > 0;
  const set = (change: Partial<DoctorForm>): void => act.codes.setDoctor({ ...form, ...change });
  const products = useMemo(
    () => [
      { value: "", label: t("codes_doctor_any_product") },
      ...(state.shop?.products ?? []).map(({ id, name }) => ({ value: id, label: name })),
    ],
    [state.shop],
  );
  return (
    <form
      class="view"
      data-testid="codes-doctor"
      onSubmit={(event) => {
        event.preventDefault();
        if (form.text.trim() !== "") void act.codes.askDoctor();
      }}
    >
      {tabs}
      <div class="view-body reading">
        <div>
          <h1>{t("codes_doctor_title")}</h1>
          <p class="muted">{t("codes_doctor_lead")}</p>
        </div>
        {error === null || isPlaced ? null : <ErrorNotice error={error} />}
        <TextField
          code
          label={t("codes_doctor_text")}
          value={form.text}
          placeholder="AUTUMN20"
          error={fields["text"]}
          testid="codes-doctor-text"
          onInput={(text) => set({ text })}
        />
        <details class="more" open={form.product_id + form.country + form.cart !== "" || isPlaced || undefined}>
          <summary data-testid="codes-doctor-more">
            {t("codes_doctor_more")} <Icon name="down" size={12} />
          </summary>
          <div class="stack">
            <SelectField
              label={t("column_product")}
              value={form.product_id}
              options={products}
              error={fields["product_id"]}
              testid="codes-doctor-product"
              onChange={(product_id) => set({ product_id })}
            />
            <div class="pair">
              <SelectField
                label={t("codes_doctor_country")}
                value={form.country}
                options={[{ value: "", label: t("codes_doctor_unknown") }, ...countryOptions()]}
                error={fields["country"]}
                testid="codes-doctor-country"
                onChange={(country) => set({ country })}
              />
              <TextField
                numeric
                label={t("codes_doctor_cart")}
                value={form.cart}
                placeholder={t("codes_doctor_unknown")}
                error={fields["cart"]}
                testid="codes-doctor-cart"
                onInput={(cart) => set({ cart })}
              />
            </div>
          </div>
        </details>
        {view === null ? null : <Answer view={view} />}
      </div>
      <ActionBar title={t("codes_doctor_nothing")} detail={t("codes_doctor_from")}>
        <Button
          kind="go"
          type="submit"
          busy={busy}
          blocked={form.text.trim() === "" ? t("codes_doctor_empty") : ""}
          testid="codes-doctor-ask"
        >
          {t("codes_doctor_ask")}
        </Button>
      </ActionBar>
    </form>
  );
}

function Answer({ view }: { view: DoctorView }) {
  const { now } = usePanel();
  const sure = view.findings.filter((finding) => finding.sure);
  const unseen = view.findings.filter((finding) => !finding.sure);
  return (
    <section class="stack" aria-live="polite" data-testid="codes-doctor-answer">
      <div>
        <h2>{view.headline}</h2>
        {view.read_at_ms === null ? null : <p class="muted small">{t("read_at", ago(view.read_at_ms, now()))}</p>}
      </div>
      {sure.map((finding) => (
        <Found key={`${finding.code} ${finding.title}`} finding={finding} />
      ))}
      {unseen.length === 0 ? null : (
        <Card title={t("codes_doctor_unseen")} testid="codes-doctor-unseen">
          <ul class="unseen-causes">
            {unseen.map((finding) => (
              <li key={`${finding.code} ${finding.title}`} data-testid={`finding-${finding.code}`}>
                <b>{finding.title}</b>
                <span class="muted">
                  {[finding.text, finding.fix].filter((text) => text !== "").join(" ")} <Look finding={finding} />
                </span>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </section>
  );
}

function Found({ finding }: { finding: DoctorFinding }) {
  const { act } = usePanel();
  const { severity, title, text, fix, refs } = finding;
  return (
    <Notice severity={SEVERITIES[severity]} title={title} testid={`finding-${finding.code}`}>
      {text === "" ? null : <div>{text}</div>}
      {fix === "" ? null : (
        <div class="fix">
          <span class="strong">{t("codes_doctor_fix")}</span> {fix}
        </div>
      )}
      {refs.length === 0 && finding.url === "" ? null : (
        <div class="notice-actions">
          {refs.length === 0 ? null : (
            <button class="link" type="button" onClick={() => void act.codes.showInTable(refs)}>
              {t("codes_show_in_table")}
            </button>
          )}
          <Look finding={finding} />
        </div>
      )}
    </Notice>
  );
}

/** The page where the seller can see it. */
function Look({ finding }: { finding: DoctorFinding }) {
  if (finding.url === "") return null;
  return (
    <a href={finding.url} target="_blank" rel="noreferrer">
      {finding.url_text || finding.url}
    </a>
  );
}
