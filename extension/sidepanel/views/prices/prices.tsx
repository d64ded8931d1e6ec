/** The Prices tool: how prices change, then every old and new price. The run itself is shown in History. */

import { useEffect, useMemo } from "preact/hooks";

import { useApi } from "../../../shared/api.ts";
import { t, tn } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Icon } from "../../../shared/ui/icon.tsx";
import { ActionBar, Empty, ErrorNotice } from "../../../shared/ui/surface.tsx";
import { usePanel } from "../../panel.ts";
import { hashOf } from "../../route.ts";
import { askScript } from "../../script_prices.ts";
import { useRule, useRuleScripts } from "../../scripts/use_rule.ts";
import { RuleStatus } from "../scripts/rule_status.tsx";
import { FormFields } from "./form_fields.tsx";
import { Preview } from "./preview.tsx";
import { WhatHappens } from "./what_happens.tsx";

export function PricesTool() {
  const { state } = usePanel();
  if (state.route.params["plan"] !== undefined) return <Preview back={hashOf("prices")} />;
  if (state.shop === null) return <div class="view" />;
  if (state.list.chosen.size === 0) return <NothingChosen />;
  return <Form />;
}

function NothingChosen() {
  const { state, act, dispatch } = usePanel();
  const products = state.shop?.products ?? [];
  return (
    <div class="view">
      <div class="view-body">
        <Empty
          testid="nothing-chosen"
          drawing={<Icon name="prices" size={32} />}
          title={t("prices_choose_title")}
          actions={
            <>
              <Button kind="go" testid="choose-products" onClick={() => act.go(hashOf("products"))}>
                {t("prices_choose")}
              </Button>
              {products.length === 0 ? null : (
                <Button
                  testid="choose-all"
                  onClick={() => {
                    dispatch({ type: "choose", ids: products.map((product) => product.id) });
                    act.check();
                  }}
                >
                  {tn("prices_choose_all", products.length)}
                </Button>
              )}
            </>
          }
        >
          {t("prices_choose_text")}
        </Empty>
      </div>
    </div>
  );
}

function Form() {
  const api = useApi();
  const { state, act } = usePanel();
  const rule = useRule();
  const scripts = useRuleScripts("price");
  const ask = useMemo(() => askScript(api, rule.ask, (name) => t("script_rule_gone", name)), [api, rule.ask]);
  const { form, list, shop } = state;
  useEffect(() => rule.calm(), [rule.calm, form.form.script]);
  const total = shop?.products.length ?? 0;
  const asking = rule.asking !== null;
  return (
    <form
      class="view"
      data-testid="prices-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!asking) void act.preview(ask);
      }}
    >
      <div class="view-body reading">
        <div>
          <h1>{t("prices_title")}</h1>
          <p class="muted">
            {t("prices_chosen", list.chosen.size, total)} ·{" "}
            <a href={hashOf("products")}>{t("prices_chosen_change")}</a>
          </p>
        </div>
        {form.error === null ? null : <ErrorNotice error={form.error} />}
        <fieldset class="stack" disabled={asking}>
          <FormFields scripts={scripts} />
        </fieldset>
        <WhatHappens />
      </div>
      {form.form.mode !== "script" ? null : (
        <div class="foot-rule">
          <RuleStatus rule={rule} />
        </div>
      )}
      <ActionBar title={t("prices_nothing_sent")} detail={t("prices_next")}>
        <Button kind="go" type="submit" busy={form.building || asking} testid="preview">
          {t("preview")}
        </Button>
      </ActionBar>
    </form>
  );
}
