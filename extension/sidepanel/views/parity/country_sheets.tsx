/** Everything about one country, and changes of many countries at once. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

import { t, tn } from "../../../shared/i18n.ts";
import type { ParityRow, ParityView, Source } from "../../../shared/protocol.d.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { SelectField, Switch, TextField } from "../../../shared/ui/field.tsx";
import { toast } from "../../../shared/ui/live.tsx";
import { ErrorNotice } from "../../../shared/ui/surface.tsx";
import { usePanel } from "../../panel.ts";
import type { ParityEdit } from "../../parity/actions.ts";
import { groupsOf } from "../../parity/state.ts";
import { nameOfRow } from "./country_table.tsx";
import { Flag } from "./country.tsx";
import { SOURCES } from "./rules_card.tsx";

const OF_TABLE = "table";

/** The choice of a source; the first is the table's own. */
function SourceSelect({ value, onChange }: { value: Source | null; onChange: (source: Source | null) => void }) {
  return (
    <SelectField
      label={t("parity_source")}
      value={value ?? OF_TABLE}
      testid="parity-row-source"
      options={[
        { value: OF_TABLE, label: t("parity_source_table") },
        ...SOURCES.map((source) => ({ value: source, label: t(`parity_source_${source}`) })),
      ]}
      onChange={(source) => onChange(source === OF_TABLE ? null : source)}
    />
  );
}

export function CountrySheet({ row, onClose }: { row: ParityRow; onClose: () => void }) {
  const { state, act } = usePanel();
  const { errors, error, busy } = state.parity;
  const typed = row.typed_percent === null ? "" : String(row.typed_percent);
  const [percent, setPercent] = useState(typed);
  const [group, setGroup] = useState(row.group);
  const [note, setNote] = useState(row.note);
  const countries = [row.country];

  /** One change after another; the first that is refused keeps the sheet open. */
  async function save(): Promise<void> {
    const changes: ParityEdit[] = [];
    if (percent.trim() !== typed) changes.push({ do: "percent", countries, text: percent });
    if (group.trim() !== row.group) changes.push({ do: "group", countries, text: group });
    if (note.trim() !== row.note) changes.push({ do: "note", countries, text: note });
    for (const change of changes) if (!(await act.parity.edit(change))) return;
    onClose();
  }

  const shown = errors["percent"] ?? errors["typed_percent"];
  return (
    <Dialog
      title={nameOfRow(row)}
      onClose={onClose}
      testid="parity-country"
      foot={
        <Button kind="go" busy={busy} testid="parity-country-save" onClick={() => void save()}>
          {t("save")}
        </Button>
      }
    >
      <div class="stack">
        <Figures row={row} />
        <div class="pair">
          <TextField
            numeric
            label={t("parity_discount")}
            value={percent}
            suffix="%"
            placeholder={String(row.computed_percent)}
            hint={t("parity_discount_hint", row.computed_percent)}
            error={shown}
            testid="parity-country-percent"
            onInput={setPercent}
            onEnter={() => void save()}
          />
          <TextField
            label={t("parity_group")}
            value={group}
            placeholder={t("none")}
            error={errors["group"]}
            testid="parity-country-group"
            onInput={setGroup}
            onEnter={() => void save()}
          />
        </div>
        <SourceSelect
          value={row.source}
          onChange={(source) => void act.parity.edit({ do: "source", countries, source })}
        />
        <TextField
          label={t("parity_note")}
          value={note}
          error={errors["note"]}
          testid="parity-country-note"
          onInput={setNote}
          onEnter={() => void save()}
        />
        <Switch
          label={t("parity_take_out")}
          checked={row.excluded}
          testid="parity-country-excluded"
          onChange={(excluded) => void act.parity.edit({ do: "excluded", countries, excluded })}
        />
        {error === null || Object.keys(errors).length > 0 ? null : <ErrorNotice error={error} />}
      </div>
    </Dialog>
  );
}

function Figures({ row }: { row: ParityRow }) {
  const lines: readonly (readonly [string, string, string])[] = [
    [t("parity_world_bank"), row.world_bank, row.world_bank_date],
    [t("parity_big_mac"), row.big_mac, row.big_mac_date],
  ];
  return (
    <dl class="figures">
      <dt>
        <Flag code={row.country} /> {row.country}
      </dt>
      <dd>{t("parity_place", row.region_label, row.currency.toUpperCase())}</dd>
      {lines.map(([label, value, date]) => (
        <>
          <dt key={label}>{label}</dt>
          <dd key={`${label}-value`}>{value === "" ? t("parity_no_figure") : t("parity_figure", value, date)}</dd>
        </>
      ))}
      <dt>{t("parity_native_long")}</dt>
      <dd>
        {row.native_percent === null ? t("parity_native_unknown") : t("parity_native_off", row.native_percent)}
        {row.shadowed ? <div class="small">{t("parity_shadowed_title")}</div> : null}
      </dd>
      {row.code === "" ? null : (
        <>
          <dt>{t("parity_code")}</dt>
          <dd>
            <code>{row.code}</code>
          </dd>
        </>
      )}
    </dl>
  );
}

export function BulkSheet({ view, onClose }: { view: ParityView; onClose: () => void }) {
  const { state, act } = usePanel();
  const { chosen, error, busy } = state.parity;
  const [percent, setPercent] = useState("");
  const [group, setGroup] = useState("");
  const [source, setSource] = useState<Source | null>(null);
  const countries = [...chosen];
  const groups = groupsOf(view.rows);
  const apply = (what: ParityEdit): void => {
    void act.parity.edit(what).then((done) => {
      if (!done) return;
      toast(tn("parity_bulk_done", countries.length));
      onClose();
    });
  };
  const setButton = (onClick: () => void, testid: string): ComponentChildren => (
    <Button busy={busy} testid={testid} onClick={onClick}>
      {t("parity_set")}
    </Button>
  );
  return (
    <Dialog title={tn("parity_bulk_title", countries.length)} onClose={onClose} testid="parity-bulk-sheet">
      <div class="stack loose">
        {error === null ? null : <ErrorNotice error={error} />}
        <div class="with-button">
          <TextField
            numeric
            label={t("parity_discount")}
            value={percent}
            suffix="%"
            hint={t("parity_bulk_percent_hint")}
            testid="parity-bulk-percent"
            onInput={setPercent}
            onEnter={() => apply({ do: "percent", countries, text: percent })}
          />
          {setButton(() => apply({ do: "percent", countries, text: percent }), "parity-bulk-percent-set")}
        </div>
        <div class="with-button">
          <TextField
            label={t("parity_group")}
            value={group}
            hint={groups.length === 0 ? t("parity_bulk_group_hint") : t("parity_groups_now", groups.join(", "))}
            testid="parity-bulk-group"
            onInput={setGroup}
            onEnter={() => apply({ do: "group", countries, text: group })}
          />
          {setButton(() => apply({ do: "group", countries, text: group }), "parity-bulk-group-set")}
        </div>
        <div class="with-button">
          <SourceSelect value={source} onChange={setSource} />
          {setButton(() => apply({ do: "source", countries, source }), "parity-bulk-source-set")}
        </div>
        <div class="row">
          <Button
            testid="parity-bulk-exclude"
            onClick={() => apply({ do: "excluded", countries, excluded: true })}
          >
            {t("parity_exclude")}
          </Button>
          <Button
            testid="parity-bulk-include"
            onClick={() => apply({ do: "excluded", countries, excluded: false })}
          >
            {t("parity_include")}
          </Button>
          <Button kind="danger" testid="parity-bulk-drop" onClick={() => apply({ do: "drop", countries })}>
            {t("parity_drop")}
          </Button>
        </div>
        <p class="muted small">{t("parity_drop_text")}</p>
      </div>
    </Dialog>
  );
}
