/** Codes from the table: how they are called, on which products, and what that means. */

import { t, tn } from "../../../shared/i18n.ts";
import type { ParityView } from "../../../shared/protocol.d.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Chip } from "../../../shared/ui/chip.tsx";
import { CheckField, TextField } from "../../../shared/ui/field.tsx";
import { ActionBar, Card, ErrorNotice, Notice } from "../../../shared/ui/surface.tsx";
import { usePanel } from "../../panel.ts";
import { hashOf } from "../../route.ts";
import { Heading, Honest, pageHash } from "./parity.tsx";

const TEMPLATES = {
  country: ["{cc}{off}", "{cc}-{rand4}", "PPP-{cc}{off}"],
  tier: ["{group}{off}", "PPP-{group}-{rand4}", "FAIR{off}"],
} as const;

/** Errors that stand elsewhere on the page. */
const PLACED = new Set(["cap", "template", "product_ids", "products"]);

export function CodesPage({ view }: { view: ParityView }) {
  const { state, act } = usePanel();
  const { codes, errors, error } = state.parity;
  const chosen = state.list.chosen.size;
  const template = state.parity.template ?? view.template;
  const problems = { ...codes.check?.errors, ...codes.errors };
  const others = Object.entries(problems).filter(([field]) => !PLACED.has(field));
  return (
    <form
      class="view"
      data-testid="parity-codes-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen > 0 && view.given > 0) void act.parity.preview();
      }}
    >
      <div class="view-body reading">
        <Heading page="codes" title={tn("parity_codes_title", view.given)}>
          <ProductsLine />
        </Heading>
        {codes.error === null ? null : <ErrorNotice error={codes.error} />}
        {error === null ? null : <ErrorNotice error={error} />}
        {others.length === 0 ? null : (
          <Notice severity="block" testid="parity-codes-problems">
            {others.map(([field, sentence]) => (
              <div key={field}>{sentence}</div>
            ))}
          </Notice>
        )}
        {view.given === 0 ? (
          <Notice
            severity="info"
            title={t("parity_none_given")}
            actions={<a href={pageHash("table")}>{t("parity_to_table")}</a>}
          />
        ) : null}
        <div class="stack">
          <TextField
            code
            label={t("parity_template")}
            value={template}
            error={errors["template"] ?? (problems["template"] || view.template_error || undefined)}
            hint={t(view.rules.codes_per === "tier" ? "parity_template_tier" : "parity_template_country")}
            testid="parity-template"
            onInput={act.parity.setTemplate}
          />
          <div class="chips">
            {TEMPLATES[view.rules.codes_per].map((text) => (
              <Chip key={text} on={text === template} onClick={() => act.parity.setTemplate(text)}>
                <code>{text}</code>
              </Chip>
            ))}
          </div>
          <Names view={view} />
        </div>
        <TextField
          numeric
          label={t("parity_code_cap")}
          value={codes.cap}
          placeholder={t("parity_code_cap_none")}
          error={problems["cap"]}
          hint={t("parity_code_cap_hint")}
          testid="parity-code-cap"
          onInput={(cap) => act.parity.setCodes({ cap })}
        />
        <CheckField
          label={t("parity_remove_dropped")}
          checked={codes.removeDropped}
          testid="parity-remove-dropped"
          onChange={(removeDropped) => act.parity.setCodes({ removeDropped })}
        />
        <WhatHappens />
        <Honest sentences={view.honest} open />
      </div>
      <ActionBar title={t("prices_nothing_sent")} detail={t("parity_codes_next")}>
        <Button
          kind="go"
          type="submit"
          busy={codes.building}
          blocked={chosen === 0 ? t("parity_choose_first") : view.given === 0 ? t("parity_none_given") : ""}
          testid="parity-preview"
        >
          {t("preview")}
        </Button>
      </ActionBar>
    </form>
  );
}

function ProductsLine() {
  const { state, act, dispatch } = usePanel();
  const products = state.shop?.products ?? [];
  const chosen = state.list.chosen.size;
  if (chosen > 0) {
    return (
      <>
        {t("prices_chosen", chosen, products.length)} ·{" "}
        <a href={hashOf("products")}>{t("prices_chosen_change")}</a>
      </>
    );
  }
  return (
    <>
      {t("parity_no_products_chosen")}{" "}
      <a href={hashOf("products")} data-testid="parity-choose-products">
        {t("prices_choose")}
      </a>{" "}
      ·{" "}
      <button
        class="link"
        type="button"
        data-testid="parity-choose-all"
        onClick={() => {
          dispatch({ type: "choose", ids: products.map((product) => product.id) });
          act.parity.check();
        }}
      >
        {tn("prices_choose_all", products.length)}
      </button>
    </>
  );
}

const NAMES_SHOWN = 5;

/** How the codes would be called, as it is typed. */
function Names({ view }: { view: ParityView }) {
  const { check } = usePanel().state.parity.codes;
  const given = view.rules.codes_per === "tier" ? view.tiers : view.rows;
  const inTable = given.filter(({ code }) => code !== "").map(({ code }) => code);
  const names =
    check !== null && check.names.length > 0 ? check.names : [...new Set(inTable)].slice(0, NAMES_SHOWN);
  if (names.length === 0) return null;
  return (
    <p class="names-line" role="status" data-testid="parity-names">
      <span class="muted">{t("parity_names_like")}</span>{" "}
      {names.map((name) => (
        <code key={name}>{name}</code>
      ))}
    </p>
  );
}

function WhatHappens() {
  const { check } = usePanel().state.parity.codes;
  if (check === null || check.sentences.length === 0) return null;
  return (
    <Card
      title={t("what_happens")}
      aside={<span class="muted small">{tn("parity_writes", check.writes)}</span>}
      testid="parity-what-happens"
    >
      {check.sentences.map((sentence) => (
        <p key={sentence} class="muted">
          {sentence}
        </p>
      ))}
    </Card>
  );
}
