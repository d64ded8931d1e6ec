/** The pages that choose sales: to ship, to refund, whose receipt to send again, and license keys. */

import type { ComponentChildren } from "preact";

import { t, tn } from "../../../shared/i18n.ts";
import type { LicenseAction, SaleWhat } from "../../../shared/protocol.d.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Chip } from "../../../shared/ui/chip.tsx";
import { Segmented, TextField } from "../../../shared/ui/field.tsx";
import { Icon } from "../../../shared/ui/icon.tsx";
import { ActionBar, Empty } from "../../../shared/ui/surface.tsx";
import type { ListName } from "../../fulfil/lists.ts";
import { useFulfil } from "../../fulfil/provider.tsx";
import { usePanel } from "../../panel.ts";
import { hashOf } from "../../route.ts";
import { FormErrors } from "./form_parts.tsx";
import { SaleList } from "./sale_list.tsx";

export interface PageProps {
  /** The tabs of the tool, drawn by the page above its own body. */
  tabs: ComponentChildren;
}

export function ShipPage({ tabs }: PageProps) {
  const { act } = usePanel();
  const fulfil = useFulfil();
  const list = fulfil.state.lists.ship;
  const { form, building, check } = fulfil.state.forms.ship;
  const count = list.chosen.size;
  const tracked = [...list.chosen].filter((id) => (form.tracking[id] ?? "").trim() !== "").length;
  const wrong = Object.keys(check?.errors ?? {}).length > 0;
  return (
    <div class="view" data-testid="fulfil-ship">
      {tabs}
      <div class="view-body">
        <FormErrors name="ship" isShown={(path) => path.startsWith("tracking.")} />
        <SaleList
          name="ship"
          title={list.rows === null ? t("fulfil_tab_ship") : tn("fulfil_ship_title", list.total)}
          nothing={
            <Empty
              testid="fulfil-all-shipped"
              drawing={<Icon name="good" size={32} />}
              title={t("fulfil_all_shipped")}
              actions={
                <Button testid="fulfil-go-file" onClick={() => act.go(hashOf("fulfil", { page: "file" }))}>
                  {t("fulfil_file_button")}
                </Button>
              }
            >
              {t("fulfil_all_shipped_text")}
            </Empty>
          }
        />
      </div>
      {list.rows === null || list.total === 0 ? null : (
        <ActionBar
          title={count === 0 ? t("fulfil_ship_none") : tn("fulfil_ship_chosen", count, tracked)}
          detail={
            count === 0 ? (
              <a href={hashOf("fulfil", { page: "file" })} data-testid="fulfil-go-file">
                {t("fulfil_file_link")}
              </a>
            ) : (
              t("fulfil_ship_costs")
            )
          }
        >
          <Button
            kind="go"
            busy={building}
            blocked={count === 0 ? t("fulfil_none_chosen") : wrong ? t("fulfil_tracking_wrong") : ""}
            testid="fulfil-preview"
            onClick={() => void fulfil.act.preview("ship")}
          >
            {t("preview")}
          </Button>
        </ActionBar>
      )}
    </div>
  );
}

export function RefundsPage({ tabs }: PageProps) {
  const { act } = usePanel();
  const list = useFulfil().state.lists.refunds;
  const count = list.chosen.size;
  return (
    <div class="view" data-testid="fulfil-refunds">
      {tabs}
      <div class="view-body">
        <SaleList
          name="refunds"
          title={t("fulfil_refunds_title")}
          lead={t("fulfil_refunds_lead")}
          nothing={
            <Whats name="refunds" empty={t("fulfil_nothing_refundable")} text={t("fulfil_nothing_refundable_text")} />
          }
        >
          <WhatChips name="refunds" options={["refundable", "any"]} />
        </SaleList>
      </div>
      {list.rows === null || list.read === false ? null : (
        <ActionBar
          title={count === 0 ? t("fulfil_refunds_none") : tn("fulfil_chosen", count)}
          detail={t("fulfil_refunds_next")}
        >
          <Button
            kind="go"
            blocked={count === 0 ? t("fulfil_none_chosen") : ""}
            testid="fulfil-to-amounts"
            onClick={() => act.go(hashOf("fulfil", { page: "amounts" }))}
          >
            {t("fulfil_refunds_button")}
          </Button>
        </ActionBar>
      )}
    </div>
  );
}

export function ReceiptsPage({ tabs }: PageProps) {
  const fulfil = useFulfil();
  const list = fulfil.state.lists.receipts;
  const { building } = fulfil.state.forms.receipts;
  const count = list.chosen.size;
  return (
    <div class="view" data-testid="fulfil-receipts">
      {tabs}
      <div class="view-body">
        <FormErrors name="receipts" isShown={() => false} />
        <SaleList
          name="receipts"
          title={t("fulfil_receipts_title")}
          lead={t("fulfil_receipts_lead")}
          nothing={
            <Empty testid="fulfil-no-sales" drawing={<Icon name="fulfil" size={32} />} title={t("fulfil_no_sales")}>
              {t("fulfil_no_sales_text")}
            </Empty>
          }
        />
      </div>
      {list.rows === null || list.read === false ? null : (
        <ActionBar
          title={count === 0 ? t("fulfil_receipts_none") : tn("fulfil_chosen", count)}
          detail={t("fulfil_receipts_costs")}
        >
          <Button
            kind="go"
            busy={building}
            blocked={count === 0 ? t("fulfil_none_chosen") : ""}
            testid="fulfil-preview"
            onClick={() => void fulfil.act.preview("receipts")}
          >
            {t("preview")}
          </Button>
        </ActionBar>
      )}
    </div>
  );
}

const ACTIONS: readonly LicenseAction[] = ["disable", "enable", "reset"];

export function LicensesPage({ tabs }: PageProps) {
  const fulfil = useFulfil();
  const list = fulfil.state.lists.licenses;
  const { form, building, check } = fulfil.state.forms.license;
  const count = list.chosen.size;
  return (
    <div class="view" data-testid="fulfil-licenses">
      {tabs}
      <div class="view-body">
        <FormErrors name="license" isShown={() => false} />
        <SaleList
          name="licenses"
          title={t("fulfil_licenses_title")}
          lead={t("fulfil_licenses_lead")}
          nothing={
            list.what === "licensed" ? (
              <Empty
                testid="fulfil-no-licenses"
                drawing={<Icon name="lock" size={32} />}
                title={t("fulfil_no_licenses")}
              >
                {t("fulfil_no_licenses_text")}
              </Empty>
            ) : (
              <Whats
                name="licenses"
                empty={t(list.what === "overused" ? "fulfil_none_overused" : "fulfil_none_disabled")}
                text=""
              >
                <LicenseFilter />
              </Whats>
            )
          }
        >
          <LicenseFilter />
        </SaleList>
      </div>
      {list.rows === null || list.read === false ? null : (
        <ActionBar
          title={count === 0 ? t("fulfil_licenses_none") : tn("fulfil_keys_chosen", count)}
          detail={
            count === 0 ? (
              t("fulfil_licenses_next")
            ) : (
              <>
                {t(`fulfil_license_${form.action}_costs`)}
                {form.action === "reset" && check !== null && check.requests > 0
                  ? ` · ${tn("fulfil_requests", check.requests)}`
                  : ""}
              </>
            )
          }
        >
          {count === 0 ? null : (
            <span class="license-action">
              <Segmented
                label={t("fulfil_license_action")}
                value={form.action}
                testid="fulfil-action"
                options={ACTIONS.map((value) => ({ value, label: t(`fulfil_license_${value}`) }))}
                onChange={(action) => fulfil.act.setForm("license", { action })}
              />
            </span>
          )}
          <Button
            kind="go"
            busy={building}
            blocked={count === 0 ? t("fulfil_none_chosen") : ""}
            testid="fulfil-preview"
            onClick={() => void fulfil.act.preview("license")}
          >
            {t("preview")}
          </Button>
        </ActionBar>
      )}
    </div>
  );
}

/** Which keys are shown, and how often one may be used. */
function LicenseFilter() {
  const { state, act } = useFulfil();
  const { what, allowed, errors } = state.lists.licenses;
  return (
    <>
      <WhatChips name="licenses" options={["licensed", "overused", "disabled"]} />
      {what === "overused" ? (
        <div class="allowed-field">
          <TextField
            numeric
            label={t("fulfil_allowed")}
            hint={t("fulfil_allowed_hint")}
            value={allowed}
            placeholder="1"
            error={errors["allowed"]}
            testid="fulfil-allowed"
            onInput={(next) => act.type("licenses", { allowed: next })}
          />
        </div>
      ) : null}
    </>
  );
}

type ChipWhat = Extract<SaleWhat, "any" | "refundable" | "licensed" | "disabled" | "overused">;

function WhatChips({ name, options }: { name: ListName; options: readonly ChipWhat[] }) {
  const { state, act } = useFulfil();
  const { what } = state.lists[name];
  return (
    <div class="chips" role="group" aria-label={t("fulfil_what")}>
      {options.map((each) => (
        <Chip
          key={each}
          on={each === what}
          testid={`fulfil-what-${each}`}
          onClick={() => act.ask(name, { what: each, onlyChosen: false })}
        >
          {t(`fulfil_what_${each}`)}
        </Chip>
      ))}
    </div>
  );
}

/** Nothing of the kind that is asked for, with the other kinds at hand. */
function Whats({
  name,
  empty,
  text,
  children,
}: {
  name: "refunds" | "licenses";
  empty: string;
  text: string;
  children?: ComponentChildren;
}) {
  return (
    <>
      {children ?? <WhatChips name={name} options={["refundable", "any"]} />}
      <Empty testid="fulfil-none-of-kind" drawing={<Icon name="good" size={32} />} title={empty}>
        {text}
      </Empty>
    </>
  );
}
