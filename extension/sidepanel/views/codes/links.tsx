/** Ready links of chosen codes: to copy, as a file, as QR codes, or as a sheet to print. */

import { useCallback, useMemo, useState } from "preact/hooks";

import { copyText } from "../../../shared/copy.ts";
import { t, tn } from "../../../shared/i18n.ts";
import { openPage } from "../../../shared/open_page.ts";
import type { LinkForm, LinkRow } from "../../../shared/protocol.d.ts";
import { writeSession } from "../../../shared/settings.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { SelectField, TextField } from "../../../shared/ui/field.tsx";
import { Icon } from "../../../shared/ui/icon.tsx";
import { Qr, qrFile } from "../../../shared/ui/qr.tsx";
import { ActionBar, ErrorNotice } from "../../../shared/ui/surface.tsx";
import { Table } from "../../../shared/ui/table.tsx";
import type { Column } from "../../../shared/ui/table.tsx";
import { linesOf } from "../../../shared/ui/windowing.ts";
import { chosenKeys, chosenRefs } from "../../codes/choice.ts";
import { orderedRows } from "../../codes/state.ts";
import { usePanel } from "../../panel.ts";
import { saveFile } from "../history/report.ts";
import { NothingChosen } from "./change.tsx";
import { BackToCodes } from "./form_parts.tsx";

const SHEET = "sheet/sheet.html#links";
const UTM = ["utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content"] as const;

export function LinksPage() {
  const { state, act } = usePanel();
  const { codes } = state;
  const { form, view, error, busy } = codes.links;
  const [shown, setShown] = useState<LinkRow | null>(null);
  if (codes.chosen.size === 0) return <NothingChosen />;
  const rows = view?.rows ?? [];
  const ready = rows.filter((row) => row.url !== "");
  const openSheet = async (): Promise<void> => {
    const keys = chosenKeys(codes.chosen, orderedRows(codes));
    await writeSession({ sheet_links: { keys, form } });
    openPage(SHEET);
  };
  return (
    <div class="view" data-testid="codes-links">
      <div class="view-body">
        <div>
          <BackToCodes />
          <h1>{view === null ? t("codes_links_title") : tn("codes_links_count", ready.length)}</h1>
          <p class="muted" role="status">
            {busy ? t("plan_working") : t("codes_links_lead")}
          </p>
        </div>
        {error === null ? null : <ErrorNotice error={error} />}
        <Fields form={form} errors={view?.errors ?? {}} />
        {rows.length === 0 ? null : <LinkTable rows={rows} onQr={setShown} />}
      </div>
      <ActionBar
        title={tn("codes_links_ready", ready.length)}
        detail={
          <>
            <button
              class="link"
              type="button"
              data-testid="codes-links-csv"
              onClick={() => void act.codes.exportLinks(saveFile)}
            >
              {t("codes_links_csv")}
            </button>{" "}
            ·{" "}
            <button class="link" type="button" data-testid="codes-links-sheet" onClick={() => void openSheet()}>
              {t("codes_sheet")}
            </button>
          </>
        }
      >
        <Button
          kind="go"
          icon="copy"
          testid="codes-links-copy"
          blocked={ready.length === 0 ? t("codes_links_none") : ""}
          onClick={() =>
            copyText(ready.map((row) => `${row.url}\n`).join(""), tn("codes_links_copied", ready.length))
          }
        >
          {t("codes_links_copy")}
        </Button>
      </ActionBar>
      {shown === null ? null : <QrDialog row={shown} onClose={() => setShown(null)} />}
    </div>
  );
}

function Fields({ form, errors }: { form: LinkForm; errors: Readonly<Record<string, string>> }) {
  const { act } = usePanel();
  const versions = useVersions();
  const set = (change: Partial<LinkForm>): void => act.codes.setLinks({ ...form, ...change });
  const hasUtm = UTM.some((field) => form[field] !== "" || errors[field] !== undefined);
  return (
    <>
      <div class="pair">
        {versions.length === 0 ? null : (
          <SelectField
            label={t("codes_link_version")}
            value={form.version}
            options={[
              { value: "", label: t("codes_link_version_none") },
              ...versions.map((name) => ({ value: name, label: name })),
            ]}
            error={errors["version"]}
            testid="codes-link-version"
            onChange={(version) => set({ version })}
          />
        )}
        <TextField
          numeric
          label={t("codes_link_quantity")}
          value={form.quantity}
          placeholder="1"
          error={errors["quantity"]}
          testid="codes-link-quantity"
          onInput={(quantity) => set({ quantity })}
        />
      </div>
      <details class="more" open={hasUtm || undefined}>
        <summary data-testid="codes-link-utm">
          {t("codes_link_utm")} <Icon name="down" size={12} />
        </summary>
        <div class="pair">
          {UTM.map((field) => (
            <TextField
              key={field}
              label={<code>{field}</code>}
              value={form[field]}
              error={errors[field]}
              testid={`codes-link-${field}`}
              onInput={(value) => set({ [field]: value })}
            />
          ))}
        </div>
      </details>
    </>
  );
}

/** Names of versions of the products that the chosen codes are on. */
function useVersions(): readonly string[] {
  const { codes, shop } = usePanel().state;
  return useMemo(() => {
    const refs = chosenRefs(codes.chosen, codes.list.view?.rows ?? []);
    const products = new Set(refs.map((ref) => ref.product_id));
    const names = shop?.products.filter(({ id }) => products.has(id)).flatMap(({ versions }) => versions) ?? [];
    return [...new Set(names.map(({ name }) => name))].sort((one, other) => one.localeCompare(other));
  }, [codes.chosen, codes.list.view, shop]);
}

const LINK_PX = 51;
const WIDE_PX = 34;
const LINE_PX = 18;
const LETTER_PX = 6.6;

function LinkTable({ rows, onQr }: { rows: readonly LinkRow[]; onQr: (row: LinkRow) => void }) {
  const { wide, width } = usePanel();
  const lines = useCallback((row: LinkRow) => linesOf(row.problem, width - 40, LETTER_PX, 2), [width]);
  const height = useCallback(
    (row: LinkRow) => (wide ? WIDE_PX : LINK_PX) + (row.problem === "" ? 0 : lines(row) * LINE_PX),
    [lines, wide],
  );
  const columns = useMemo(() => columnsOf(wide, onQr), [wide, onQr]);
  const note = useCallback(
    (row: LinkRow) =>
      row.problem === "" ? null : (
        <span class="table-line muted" style={{ "-webkit-line-clamp": String(lines(row)) }}>
          {row.problem}
        </span>
      ),
    [lines],
  );
  return (
    <Table
      label={t("codes_links_title")}
      rows={rows}
      rowKey={keyOf}
      rowHeight={height}
      columns={columns}
      note={note}
      onEnter={(row) => {
        if (row.url !== "") onQr(row);
      }}
      testid="codes-link-rows"
    />
  );
}

function keyOf(row: LinkRow): string {
  return row.key;
}

function columnsOf(wide: boolean, onQr: (row: LinkRow) => void): readonly Column<LinkRow>[] {
  const hands: Column<LinkRow> = {
    id: "hands",
    label: "",
    width: "68px",
    cell: (row) =>
      row.url === "" ? null : (
        <span class="row nowrap hands">
          <button
            class="icon-button"
            type="button"
            tabIndex={-1}
            title={t("codes_link_copy")}
            aria-label={t("codes_link_copy_of", row.code, row.product)}
            onClick={() => copyText(row.url, t("codes_link_copied"))}
          >
            <Icon name="copy" />
          </button>
          <button
            class="icon-button"
            type="button"
            tabIndex={-1}
            title={t("codes_qr")}
            aria-label={t("codes_qr_of", row.code, row.product)}
            data-testid="codes-qr-open"
            onClick={() => onQr(row)}
          >
            <Icon name="qr" />
          </button>
        </span>
      ),
  };
  const words: Column<LinkRow> = {
    id: "words",
    label: t("codes_column_code"),
    width: wide ? "minmax(0, 0.7fr)" : "minmax(0, 1fr)",
    cell: (row) => (
      <>
        <span class="table-title" title={row.product}>
          {row.code} <span class="muted plain">{row.product}</span>
        </span>
        {wide ? null : <Url url={row.url} />}
      </>
    ),
  };
  const url: Column<LinkRow> = {
    id: "url",
    label: t("codes_column_link"),
    width: "minmax(0, 1.3fr)",
    cell: (row) => <Url url={row.url} />,
  };
  return wide ? [words, url, hands] : [words, hands];
}

function Url({ url }: { url: string }) {
  return (
    <span class="table-meta link-url" title={url}>
      {url.replace(/^https:\/\//, "")}
    </span>
  );
}

function QrDialog({ row, onClose }: { row: LinkRow; onClose: () => void }) {
  return (
    <Dialog
      title={row.code}
      onClose={onClose}
      testid="codes-qr"
      foot={
        <>
          <Button
            testid="codes-qr-save"
            onClick={() => saveFile(`${row.code}.svg`, "image/svg+xml", qrFile(row.url))}
          >
            {t("codes_qr_save")}
          </Button>
          <Button kind="go" onClick={() => copyText(row.url, t("codes_link_copied"))}>
            {t("codes_link_copy")}
          </Button>
        </>
      }
    >
      <div class="qr-large">
        <Qr text={row.url} label={t("codes_qr_of", row.code, row.product)} />
        <span>{row.product}</span>
        <span class="muted small link-whole">{row.url}</span>
      </div>
    </Dialog>
  );
}
