/** The shelf: saved scripts, examples, a file; and the dialog that saves. */

import { useRef, useState } from "preact/hooks";

import { t } from "../../../shared/i18n.ts";
import { Button, IconButton } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { TextField } from "../../../shared/ui/field.tsx";
import { useScripts } from "../../scripts/context.ts";
import { FIRST_TEXT, isUnsaved, nameOf } from "../../scripts/state.ts";
import type { Source } from "../../scripts/state.ts";

export function ShelfSheet({ onClose }: { onClose: () => void }) {
  const scripts = useScripts();
  const { shelf } = scripts;
  const input = useRef<HTMLInputElement>(null);
  const [losing, setLosing] = useState<{ source: Source; text: string; foreign: boolean } | null>(null);
  const open = (source: Source, text: string, foreign = false): void => {
    if (isUnsaved(scripts) && losing === null) {
      setLosing({ source, text, foreign });
      return;
    }
    scripts.open(source, text, foreign);
    onClose();
  };
  if (losing !== null) {
    return (
      <Dialog
        title={t("scripts_losing_title")}
        testid="scripts-losing"
        onClose={() => setLosing(null)}
        foot={
          <>
            <Button onClick={() => setLosing(null)}>{t("back")}</Button>
            <Button kind="danger" testid="scripts-losing-yes" onClick={() => open(losing.source, losing.text, losing.foreign)}>
              {t("scripts_losing_yes")}
            </Button>
          </>
        }
      >
        <p>{t("scripts_losing_text", nameOf(scripts.source) || t("scripts_new"))}</p>
      </Dialog>
    );
  }
  return (
    <Dialog
      title={t("scripts_shelf")}
      testid="scripts-shelf-sheet"
      onClose={onClose}
      foot={
        <>
          <Button icon="download" testid="scripts-download" onClick={scripts.download}>
            {t("scripts_download")}
          </Button>
          <Button icon="upload" testid="scripts-open-file" onClick={() => input.current?.click()}>
            {t("scripts_open_file")}
          </Button>
          <input
            ref={input}
            class="unseen"
            type="file"
            accept=".py,.txt,text/x-python,text/plain"
            aria-label={t("scripts_open_file")}
            tabIndex={-1}
            data-testid="scripts-file"
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              event.currentTarget.value = "";
              if (file !== undefined) void scripts.openFile(file).then(onClose);
            }}
          />
        </>
      }
    >
      <h3>{t("scripts_saved")}</h3>
      {shelf === null || shelf.saved.length === 0 ? <p class="muted">{t("scripts_none_saved")}</p> : null}
      <ul class="script-shelf">
        {shelf?.saved.map(({ name, text, is_foreign, roles }) => (
          <li key={name}>
            <button type="button" class="script-pick" onClick={() => open({ kind: "saved", name }, text, is_foreign)}>
              <b>{name}</b>
              {roles.length > 0 ? <span class="muted">{roles.map((role) => t(`scripts_role_${role}`)).join(" · ")}</span> : null}
            </button>
            <IconButton
              icon="bin"
              label={t("scripts_remove", name)}
              onClick={() => void scripts.remove(name)}
            />
          </li>
        ))}
        <li>
          <button type="button" class="script-pick" onClick={() => open({ kind: "new" }, FIRST_TEXT)}>
            <b>{t("scripts_new")}</b>
          </button>
        </li>
      </ul>
      <h3>{t("scripts_examples")}</h3>
      <p class="muted small">{t("scripts_examples_hint")}</p>
      <ul class="script-shelf">
        {shelf?.examples.map(({ name, title, about, text }) => (
          <li key={name}>
            <button
              type="button"
              class="script-pick"
              data-testid={`script-example-${name}`}
              onClick={() => open({ kind: "example", name, title }, text)}
            >
              <b>{title}</b>
              <span class="muted">{about}</span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

export function SaveDialog({ onClose }: { onClose: () => void }) {
  const scripts = useScripts();
  const [name, setName] = useState(nameOf(scripts.source));
  const taken = scripts.shelf?.saved.some((one) => one.name === name.trim()) ?? false;
  const own = scripts.source.kind === "saved" && scripts.source.name === name.trim();
  const save = async (): Promise<void> => {
    if (await scripts.save(name)) onClose();
  };
  return (
    <Dialog
      title={t("scripts_save_title")}
      testid="scripts-save-dialog"
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t("close")}</Button>
          <Button kind="go" testid="scripts-save-yes" onClick={() => void save()}>
            {taken && !own ? t("scripts_replace") : t("scripts_save")}
          </Button>
        </>
      }
    >
      <TextField
        label={t("scripts_name")}
        value={name}
        onInput={setName}
        error={scripts.error?.fields.name ?? ""}
        testid="scripts-name"
      />
      {taken && !own ? <p class="muted small">{t("scripts_taken")}</p> : null}
    </Dialog>
  );
}
