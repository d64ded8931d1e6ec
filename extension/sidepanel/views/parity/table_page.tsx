/** The table of discounts by country: its rules, its rows, and where to go from there. */

import { useCallback, useMemo, useState } from "preact/hooks";

import { t, tn } from "../../../shared/i18n.ts";
import type { ParityRow, ParityView } from "../../../shared/protocol.d.ts";
import { Button, IconButton } from "../../../shared/ui/button.tsx";
import { Chip } from "../../../shared/ui/chip.tsx";
import { SelectField } from "../../../shared/ui/field.tsx";
import { Icon } from "../../../shared/ui/icon.tsx";
import { ActionBar, Empty, ErrorNotice, Notice } from "../../../shared/ui/surface.tsx";
import { usePanel } from "../../panel.ts";
import { shownRows } from "../../parity/rows.ts";
import { EMPTY_ROW_FILTER, groupsOf } from "../../parity/state.ts";
import type { RowFilter } from "../../parity/state.ts";
import { countryName } from "./country.tsx";
import { BulkSheet, CountrySheet } from "./country_sheets.tsx";
import { CountryTable, nameOfRow } from "./country_table.tsx";
import { Heading, Honest, pageHash } from "./parity.tsx";
import { RulesCard, TiersCard } from "./rules_card.tsx";
import { TablesSheet } from "./tables_sheet.tsx";

type Sheet = { kind: "tables" } | { kind: "bulk" } | { kind: "country"; country: string };

export function TablePage({ view }: { view: ParityView }) {
  const { state, act, wide } = usePanel();
  const { parity } = state;
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const shown = useMemo(() => shownRows(view.rows, parity.filter, nameOfRow), [view.rows, parity.filter]);
  const open = useCallback(
    (next: Sheet) => {
      act.parity.tell({ kind: "dismissed" });
      setSheet(next);
    },
    [act],
  );
  const look = useCallback((row: ParityRow) => open({ kind: "country", country: row.country }), [open]);
  const close = (): void => {
    setSheet(null);
    act.parity.tell({ kind: "dismissed" });
    act.parity.tell({ kind: "diff_closed" });
  };
  const looked = sheet?.kind === "country" ? view.rows.find((row) => row.country === sheet.country) : undefined;
  return (
    <div class="view" data-testid="parity-view" aria-busy={parity.busy}>
      <div class="view-body">
        <Heading
          page="table"
          title={tn("parity_title", view.given)}
          aside={
            <>
              <IconButton
                icon="undo"
                label={t("parity_undo")}
                testid="parity-undo"
                onClick={() => void act.parity.undo()}
              />
              <Button small testid="parity-tables" onClick={() => open({ kind: "tables" })}>
                {t("parity_tables")}
              </Button>
            </>
          }
        >
          {t(wide ? "parity_table_kept" : "parity_table_named", view.name)}
        </Heading>
        {view.notices.length === 0 ? null : (
          <Notice severity="care" testid="parity-notices">
            {view.notices.map((notice) => (
              <div key={notice}>{notice}</div>
            ))}
          </Notice>
        )}
        <RulesCard view={view} />
        {view.rules.codes_per === "tier" ? <TiersCard tiers={view.tiers} /> : null}
        <Toolbar view={view} />
        {shown.length === 0 ? (
          <Empty
            testid="parity-no-match"
            title={t("parity_no_match")}
            actions={
              <Button onClick={() => act.parity.tell({ kind: "filter", filter: EMPTY_ROW_FILTER })}>
                {t("parity_filter_clear")}
              </Button>
            }
          >
            {t("parity_no_match_text")}
          </Empty>
        ) : (
          <CountryTable shown={shown} onLook={look} />
        )}
        <Unlisted view={view} />
        <Honest sentences={view.honest} open={wide} />
        <footer class="sources muted small" data-testid="parity-sources">
          {view.sources.map((source) => (
            <p key={source}>{source}</p>
          ))}
        </footer>
      </div>
      {parity.error === null || sheet !== null ? null : (
        <div class="foot-error">
          <ErrorNotice error={parity.error} testid="parity-error" />
          <Button small onClick={() => act.parity.tell({ kind: "dismissed" })}>
            {t("close")}
          </Button>
        </div>
      )}
      <Foot view={view} onBulk={() => open({ kind: "bulk" })} />
      {sheet?.kind === "tables" ? <TablesSheet view={view} onClose={close} /> : null}
      {sheet?.kind === "bulk" ? <BulkSheet view={view} onClose={close} /> : null}
      {looked === undefined ? null : <CountrySheet row={looked} onClose={close} />}
    </div>
  );
}

const ALL = "all";
const NO_GROUP = "none";

function Toolbar({ view }: { view: ParityView }) {
  const { state, act } = usePanel();
  const { filter } = state.parity;
  const set = (change: Partial<RowFilter>): void =>
    act.parity.tell({ kind: "filter", filter: { ...filter, ...change } });
  const regions = useMemo(() => {
    const labels = new Map(view.rows.map((row) => [row.region, row.region_label]));
    return [...labels].sort(([, one], [, other]) => one.localeCompare(other));
  }, [view.rows]);
  const groups = useMemo(() => groupsOf(view.rows), [view.rows]);
  const group = filter.group === null ? ALL : filter.group === "" ? NO_GROUP : `group ${filter.group}`;
  return (
    <div class={groups.length === 0 ? "parity-tools" : "parity-tools with-groups"}>
      <span class="input">
        <Icon name="search" />
        <input
          type="search"
          placeholder={t("parity_search")}
          aria-label={t("parity_search_label")}
          value={filter.text}
          data-testid="parity-search"
          onInput={(event) => set({ text: event.currentTarget.value })}
        />
      </span>
      <div class="parity-selects">
        <SelectField
          label={<span class="unseen">{t("parity_region")}</span>}
          value={filter.region}
          testid="parity-region"
          options={[
            { value: "", label: t("parity_region_all") },
            ...regions.map(([value, label]) => ({ value, label })),
          ]}
          onChange={(region) => set({ region })}
        />
        {groups.length === 0 ? null : (
          <SelectField
            label={<span class="unseen">{t("parity_group")}</span>}
            value={group}
            testid="parity-group-filter"
            options={[
              { value: ALL, label: t("parity_group_all") },
              ...groups.map((each) => ({ value: `group ${each}`, label: t("parity_group_named", each) })),
              { value: NO_GROUP, label: t("parity_group_none") },
            ]}
            onChange={(value) =>
              set({ group: value === ALL ? null : value === NO_GROUP ? "" : value.slice("group ".length) })
            }
          />
        )}
      </div>
      <div class="chips">
        <Chip
          on={filter.onlyGiven}
          testid="parity-only-given"
          onClick={() => set({ onlyGiven: !filter.onlyGiven })}
        >
          {t("parity_only_given")}
        </Chip>
        <Chip on={filter.grouped} testid="parity-by-region" onClick={() => set({ grouped: !filter.grouped })}>
          {t("parity_by_region")}
        </Chip>
      </div>
    </div>
  );
}

/** Countries that have no row, to be taken in again. */
function Unlisted({ view }: { view: ParityView }) {
  const { act } = usePanel();
  const options = useMemo(
    () =>
      view.unlisted
        .map((code) => ({ value: code, label: countryName(code, code) }))
        .sort((one, other) => one.label.localeCompare(other.label)),
    [view.unlisted],
  );
  if (options.length === 0) return null;
  return (
    <div class="unlisted">
      <SelectField
        label={tn("parity_unlisted", options.length)}
        value=""
        testid="parity-add-country"
        options={[{ value: "", label: t("parity_add_country") }, ...options]}
        onChange={(country) => {
          if (country !== "") void act.parity.edit({ do: "add", countries: [country] });
        }}
      />
    </div>
  );
}

function Foot({ view, onBulk }: { view: ParityView; onBulk: () => void }) {
  const { state, act } = usePanel();
  const { chosen } = state.parity;
  if (chosen.size > 0) {
    return (
      <ActionBar title={tn("parity_chosen", chosen.size)} detail={t("parity_chosen_text")}>
        <Button testid="parity-choose-none" onClick={() => act.parity.tell({ kind: "choose_none" })}>
          {t("parity_choose_none")}
        </Button>
        <Button kind="go" testid="parity-bulk" onClick={onBulk}>
          {t("parity_bulk")}
        </Button>
      </ActionBar>
    );
  }
  return (
    <ActionBar title={t("prices_nothing_sent")} detail={t("parity_kept")}>
      <Button
        kind="go"
        testid="parity-to-codes"
        blocked={view.given === 0 ? t("parity_none_given") : ""}
        onClick={() => act.go(pageHash("codes"))}
      >
        {t("parity_to_codes")}
      </Button>
    </ActionBar>
  );
}
