/** Whole tables: those that are offered, those that were saved, files, and what differs between two. */

import { useEffect, useRef, useState } from "preact/hooks";

import { moment } from "../../../shared/format.ts";
import { t, tn } from "../../../shared/i18n.ts";
import type { DiffLine, DiffView, ParityView, SavedTable } from "../../../shared/protocol.d.ts";
import { Button, IconButton } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { TextField } from "../../../shared/ui/field.tsx";
import { toast } from "../../../shared/ui/live.tsx";
import { ErrorNotice, Notice, Tag } from "../../../shared/ui/surface.tsx";
import { usePanel } from "../../panel.ts";
import { saveFile } from "../history/report.ts";
import { countryName } from "./country.tsx";

export function TablesSheet({ view, onClose }: { view: ParityView; onClose: () => void }) {
  const { state, act } = usePanel();
  const { error, diff } = state.parity;
  const trouble = useRef<HTMLDivElement>(null);
  useEffect(() => trouble.current?.scrollIntoView({ block: "nearest" }), [error]);
  const use = (done: Promise<boolean>, name: string): void => {
    void done.then((taken) => {
      if (!taken) return;
      toast(t("parity_table_taken", name));
      onClose();
    });
  };
  return (
    <Dialog title={t("parity_tables")} onClose={onClose} testid="parity-tables-sheet">
      <div class="stack loose">
        {error === null ? null : (
          <div ref={trouble}>
            <ErrorNotice error={error} testid="parity-tables-error" />
            <Problems fields={error.fields} />
          </div>
        )}
        <section class="stack tight">
          <h3>{t("parity_presets")}</h3>
          <ul class="table-choices">
            {view.presets.map((preset) => (
              <li key={preset.preset} class="row nowrap">
                <span class="grow">
                  <span class="strong">{preset.label}</span>
                  <span class="muted small as-block">{preset.text}</span>
                </span>
                <Button
                  small
                  testid={`parity-preset-${preset.preset}`}
                  onClick={() => use(act.parity.edit({ do: "preset", preset: preset.preset }), preset.label)}
                >
                  {t("parity_use")}
                </Button>
              </li>
            ))}
          </ul>
          <p class="muted small">{t("parity_use_text")}</p>
        </section>
        <section class="stack tight">
          <h3>{t("parity_saved")}</h3>
          {view.saved.length === 0 ? <p class="muted">{t("parity_saved_none")}</p> : null}
          <ul class="table-choices">
            {view.saved.map((saved) => (
              <Saved
                key={saved.name}
                saved={saved}
                diff={diff?.name === saved.name ? diff.view : null}
                onUse={() => use(act.parity.edit({ do: "saved", name: saved.name }), saved.name)}
              />
            ))}
          </ul>
          <SaveForm view={view} />
        </section>
        <FileForm onTaken={onClose} />
      </div>
    </Dialog>
  );
}

const MOST_PROBLEMS = 20;

/** Every line of a file that is wrong, where there are several. */
function Problems({ fields }: { fields: Readonly<Record<string, string>> }) {
  const problems = Object.entries(fields);
  if (problems.length < 2) return null;
  return (
    <ul class="problems small" data-testid="parity-problems">
      {problems.slice(0, MOST_PROBLEMS).map(([line, sentence]) => (
        <li key={line}>{t("parity_line", line.replace(/\D+/, ""), sentence)}</li>
      ))}
    </ul>
  );
}

interface SavedProps {
  saved: SavedTable;
  diff: DiffView | null;
  onUse: () => void;
}

function Saved({ saved, diff, onUse }: SavedProps) {
  const { act, now } = usePanel();
  const [sure, setSure] = useState(false);
  return (
    <li data-key={saved.name} data-testid="parity-saved">
      <div class="row nowrap">
        <span class="grow">
          <span class="table-title">{saved.name}</span>
          <span class="table-meta">
            {t("parity_saved_meta", tn("parity_countries", saved.countries), moment(saved.saved_at_ms, now()))}
          </span>
        </span>
        {saved.same ? (
          <Tag tone="good">{t("parity_saved_same")}</Tag>
        ) : (
          <Button small testid="parity-saved-use" onClick={onUse}>
            {t("parity_use")}
          </Button>
        )}
        <IconButton
          icon="copy"
          label={t("parity_duplicate", saved.name)}
          testid="parity-saved-copy"
          onClick={() => void act.parity.duplicate(saved.name, t("parity_copy_of", saved.name))}
        />
        <IconButton
          icon="close"
          label={t("parity_forget", saved.name)}
          testid="parity-saved-delete"
          onClick={() => setSure(true)}
        />
      </div>
      {sure ? (
        <Notice
          severity="care"
          title={t("parity_forget_sure", saved.name)}
          actions={
            <>
              <Button
                small
                kind="danger"
                testid="parity-forget-yes"
                onClick={() => void act.parity.forget(saved.name)}
              >
                {t("parity_forget_yes")}
              </Button>
              <Button small onClick={() => setSure(false)}>
                {t("parity_keep")}
              </Button>
            </>
          }
        />
      ) : null}
      {saved.same ? null : diff === null ? (
        <button
          class="link small"
          type="button"
          data-testid="parity-saved-diff"
          onClick={() => void act.parity.compare(saved.name)}
        >
          {t("parity_diff")}
        </button>
      ) : (
        <Diff diff={diff} />
      )}
    </li>
  );
}

const MOST_LINES = 200;

function Diff({ diff }: { diff: DiffView }) {
  const lines = [...diff.given, ...diff.other];
  return (
    <div class="diff stack tight" data-testid="parity-diff">
      <p class="strong">{diff.headline}</p>
      <ul>
        {lines.slice(0, MOST_LINES).map((line) => (
          <DiffRow key={`${line.where} ${line.label}`} line={line} />
        ))}
      </ul>
    </div>
  );
}

function DiffRow({ line }: { line: DiffLine }) {
  const where = /^[A-Z]{2}$/.test(line.where) ? countryName(line.where, line.where) : line.where;
  return (
    <li class="row between nowrap">
      <span class="clip">{[where, line.label].filter(Boolean).join(" · ")}</span>
      <span class="num">
        <span class="old">{line.old || t("none")}</span> <span class="strong">{line.new || t("none")}</span>
      </span>
    </li>
  );
}

function SaveForm({ view }: { view: ParityView }) {
  const { act } = usePanel();
  const [name, setName] = useState("");
  const taken = view.saved.some((saved) => saved.name === name.trim());
  const save = (): void => {
    const trimmed = name.trim();
    void act.parity.save(trimmed, taken).then((done) => {
      if (!done) return;
      toast(t("parity_table_saved", trimmed));
      setName("");
    });
  };
  return (
    <div class="with-button">
      <TextField
        label={t("parity_save_as")}
        value={name}
        hint={taken ? t("parity_save_replaces") : undefined}
        testid="parity-save-name"
        onInput={setName}
        onEnter={save}
      />
      <Button testid="parity-save" onClick={save}>
        {t(taken ? "parity_replace" : "save")}
      </Button>
    </div>
  );
}

function FileForm({ onTaken }: { onTaken: () => void }) {
  const { act } = usePanel();
  const picker = useRef<HTMLInputElement>(null);
  const taken = async (file: File): Promise<void> => {
    const text = await file.text();
    if (!(await act.parity.import(file.name, text))) return;
    toast(t("parity_table_taken", file.name));
    onTaken();
  };
  return (
    <section class="stack tight">
      <h3>{t("parity_file")}</h3>
      <p class="muted small">{t("parity_file_text")}</p>
      <div class="row">
        <Button icon="download" testid="parity-export" onClick={() => void act.parity.export(saveFile)}>
          {t("parity_export")}
        </Button>
        <Button testid="parity-import" onClick={() => picker.current?.click()}>
          {t("parity_import")}
        </Button>
        <input
          ref={picker}
          class="unseen"
          type="file"
          accept=".csv,text/csv"
          tabIndex={-1}
          aria-label={t("parity_import")}
          data-testid="parity-import-file"
          onChange={(event) => {
            const input = event.currentTarget;
            const file = input.files?.[0];
            if (file !== undefined) void taken(file);
            input.value = "";
          }}
        />
      </div>
    </section>
  );
}
