/** The Scripts tool: the editor, the run and what it shows, the shelf of examples and saved scripts. */

import { useEffect, useState } from "preact/hooks";

import { prepareScripts, restScripts } from "../../../script/run.ts";
import { t, tn } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { ActionBar, ErrorNotice, Notice } from "../../../shared/ui/surface.tsx";
import { usePanel } from "../../panel.ts";
import { hashOf } from "../../route.ts";
import { useScripts } from "../../scripts/context.ts";
import { isUnsaved, nameOf, troubleOf } from "../../scripts/state.ts";
import { Preview } from "../prices/preview.tsx";
import { Agree } from "./agree.tsx";
import { EditorBox } from "./editor_box.tsx";
import { Shown } from "./output.tsx";
import { SaveDialog, ShelfSheet } from "./shelf.tsx";
import { Wanted } from "./wanted.tsx";

type Sheet = "shelf" | "save" | "agree" | null;

export function ScriptsTool() {
  const { state } = usePanel();
  if (state.route.params.plan !== undefined) return <Preview back={hashOf("scripts")} />;
  return <Bench />;
}

function Bench() {
  const scripts = useScripts();
  const { source, running, over, error, foreign, readShelf } = scripts;
  const [sheet, setSheet] = useState<Sheet>(null);
  useEffect(() => {
    void readShelf();
    prepareScripts();
    return restScripts;
  }, [readShelf]);
  const trouble = troubleOf(over);
  const start = (): void => (foreign ? setSheet("agree") : scripts.run());
  const save = (): void => setSheet("save");
  return (
    <div class="view" data-testid="scripts-view">
      <div class="view-body scripts">
        <div>
          <div class="title-row">
            <h1 class="clip" data-testid="scripts-title">
              {nameOf(source) || t("scripts_new")}
            </h1>
            <div class="title-buttons">
              <Button small icon="folder" testid="scripts-shelf" onClick={() => setSheet("shelf")}>
                {t("scripts_shelf")}
              </Button>
              <Button small icon="bookmark" testid="scripts-save" onClick={save}>
                {t("scripts_save")}
              </Button>
            </div>
          </div>
          <p class="muted">{isUnsaved(scripts) ? t("scripts_unsaved") : t("scripts_safe")}</p>
        </div>
        {error === null ? null : <ErrorNotice error={error} testid="scripts-error" />}
        <EditorBox
          trouble={trouble === null || trouble.line === null ? null : { line: trouble.line, message: trouble.message }}
          onRun={start}
          onSave={save}
        />
        {trouble === null ? null : (
          <Notice
            severity={over?.how === "stopped" ? "info" : "block"}
            urgent
            testid="scripts-trouble"
            title={trouble.line === null ? trouble.message : t("scripts_line", trouble.line, trouble.message)}
          >
            {trouble.hint === "" ? t("scripts_nothing_changed") : trouble.hint}
          </Notice>
        )}
        <Wanted />
        <Shown />
      </div>
      <ActionBar title={running === null ? undefined : t(`scripts_${running.state}`)} detail={detailOf(running)}>
        {running === null ? (
          <Button kind="go" testid="scripts-run" onClick={start}>
            {t("scripts_run")}
          </Button>
        ) : (
          <Button testid="scripts-stop" icon="stop" busy={running.state === "stopping"} onClick={scripts.stop}>
            {t("scripts_stop")}
          </Button>
        )}
      </ActionBar>
      {sheet === "shelf" ? <ShelfSheet onClose={() => setSheet(null)} /> : null}
      {sheet === "save" ? <SaveDialog onClose={() => setSheet(null)} /> : null}
      {sheet === "agree" ? (
        <Agree
          onClose={() => setSheet(null)}
          onYes={() => {
            setSheet(null);
            scripts.agree();
            scripts.run();
          }}
        />
      ) : null}
    </div>
  );
}

function detailOf(running: { asked: number } | null): string {
  if (running === null) return t("scripts_run_detail");
  return running.asked > 0 ? tn("scripts_asked", running.asked) : t("scripts_running_detail");
}
