/** Codes that may be worth cleaning up, by what they have in common. Nothing is chosen beforehand. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

import { t, tn } from "../../../shared/i18n.ts";
import type { JanitorGroup } from "../../../shared/protocol.d.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Icon } from "../../../shared/ui/icon.tsx";
import { Card, Empty, ErrorNotice } from "../../../shared/ui/surface.tsx";
import { keysOfRefs } from "../../codes/choice.ts";
import { usePanel } from "../../panel.ts";
import { Skeleton } from "../../starting.tsx";
import { saveFile } from "../history/report.ts";

const MOST_NAMES = 12;

export function JanitorPage({ tabs }: { tabs: ComponentChildren }) {
  const { state } = usePanel();
  const { view, error } = state.codes.janitor;
  const { deleting } = state.codes;
  return (
    <div class="view" data-testid="codes-janitor">
      {tabs}
      <div class="view-body reading">
        <div>
          <h1>{t("codes_janitor_title")}</h1>
          <p class="muted">{view?.text || t("codes_janitor_lead")}</p>
        </div>
        {error === null ? null : <ErrorNotice error={error} />}
        {deleting.error === null ? null : <ErrorNotice error={deleting.error} />}
        {view === null ? (
          error === null ? (
            <Skeleton />
          ) : null
        ) : view.groups.length === 0 ? (
          <Empty
            testid="codes-janitor-clean"
            drawing={<Icon name="good" size={32} />}
            title={t("codes_janitor_clean")}
          >
            {t("codes_janitor_clean_text")}
          </Empty>
        ) : (
          view.groups.map((group) => <Group key={group.code} group={group} />)
        )}
      </div>
    </div>
  );
}

function Group({ group }: { group: JanitorGroup }) {
  const { state, act } = usePanel();
  const { deleting } = state.codes;
  const count = group.refs.length;
  return (
    <Card title={group.title} testid={`janitor-${group.code}`}>
      <div class="stack">
        <p class="muted">{group.text}</p>
        <Names group={group} />
        <div class="row">
          <Button
            small
            testid={`janitor-choose-${group.code}`}
            onClick={() => void act.codes.showInTable(group.refs)}
          >
            {t("codes_show_in_table")}
          </Button>
          <Button
            small
            kind="danger"
            busy={deleting.busy}
            testid={`janitor-delete-${group.code}`}
            onClick={() => void act.codes.previewDelete(group.refs, group.code === "never_used")}
          >
            {tn("codes_janitor_delete", count)}
          </Button>
          <button
            class="link small"
            type="button"
            data-testid={`janitor-file-${group.code}`}
            onClick={() => void act.codes.exportRefs(group.refs, saveFile)}
          >
            {t("codes_janitor_file")}
          </button>
        </div>
      </div>
    </Card>
  );
}

/** The first of its codes by name, and the others on demand. */
function Names({ group }: { group: JanitorGroup }) {
  const { list } = usePanel().state.codes;
  const [all, setAll] = useState(false);
  const rows = list.view?.rows ?? [];
  const keys = new Set(keysOfRefs(group.refs, rows));
  const names = rows
    .filter((row) => keys.has(row.key) || row.parts.some((part) => keys.has(part.key)))
    .map((row) => row.name);
  const shown = all ? names : names.slice(0, MOST_NAMES);
  return (
    <ul class="code-names">
      {shown.map((name, n) => (
        <li key={`${n} ${name}`}>
          <code>{name}</code>
        </li>
      ))}
      {shown.length === names.length ? null : (
        <li>
          <button class="link small" type="button" onClick={() => setAll(true)}>
            {t("note_more", names.length - shown.length)}
          </button>
        </li>
      )}
    </ul>
  );
}
