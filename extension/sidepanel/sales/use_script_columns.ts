/** For the page of files of sales: the scripts among its columns are asked, first about the rows that are shown. */

import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";

import { useApi } from "../../shared/api.ts";
import type { MadeColumn, SalesExportForm, ScriptSample } from "../../shared/protocol.d.ts";
import { useRule, useRuleScripts } from "../scripts/use_rule.ts";
import type { Rule } from "../scripts/use_rule.ts";
import { useSalesExport } from "./export.ts";
import { currentSamples, makeColumns, markOf, marksOf, nextUnasked, sampleOf, scriptKeys, scriptOf } from "./script_columns.ts";
import type { Handing, Samples } from "./script_columns.ts";

export interface ScriptColumns {
  rule: Rule;
  /** What there is for the rows that are shown; the same list as long as nothing of it changes. */
  samples: ScriptSample[];
  /** Whether a script is being asked, or its answers are handed over. */
  busy: boolean;
  handing: Handing | null;
  /** Whether a script gave no answer for the rows that are shown. */
  unanswered: boolean;
  /** Ask those again that gave none. */
  again: () => void;
  stop: () => void;
  /** Ask all of them about all sales of the form; null where one gave no answer. */
  make: (form: SalesExportForm) => Promise<MadeColumn[] | null>;
}

export function useScriptColumns(readAt: number | null): ScriptColumns {
  const api = useApi();
  const { form, check, checked, error } = useSalesExport();
  const rule = useRule();
  const scripts = useRuleScripts("cell");
  const [known, setKnown] = useState<Samples>({});
  const [asking, setAsking] = useState(false);
  const [handing, setHanding] = useState<Handing | null>(null);
  const stopped = useRef(false);
  const marks = useMemo(() => marksOf(form, scripts ?? [], readAt), [form, scripts, readAt]);
  const marked = JSON.stringify([...marks]);
  const samples = useMemo(() => currentSamples(marks, known), [marked, known]);
  const next = nextUnasked(marks, known);
  const rows = check !== null && checked === form && error === null ? check.first_rows.length : 0;
  useEffect(() => {
    const script = next === null ? undefined : scripts?.find(({ name }) => name === scriptOf(next));
    if (next === null || script === undefined || asking || rows === 0) return;
    const mark = markOf(script, form, readAt);
    setAsking(true);
    void rule.ask(script, { role: "cell", product_ids: [], sales: form.filter, most: rows }).then((answers) => {
      setKnown((before) => ({
        ...before,
        [next]: { mark, sample: answers === null ? null : sampleOf(next, answers, rows) },
      }));
      setAsking(false);
    });
  }, [next, scripts, asking, rows, form, readAt, rule.ask]);

  const keys = scriptKeys(form).join("\n");
  useEffect(() => {
    if (rule.trouble !== null) rule.calm();
  }, [keys]);
  useEffect(
    () => () => {
      stopped.current = true;
    },
    [],
  );
  const again = useCallback(
    () => setKnown((before) => Object.fromEntries(Object.entries(before).filter(([, { sample }]) => sample !== null))),
    [],
  );
  const stop = useCallback(() => {
    stopped.current = true;
    rule.stop();
  }, [rule.stop]);
  async function make(wanted: SalesExportForm): Promise<MadeColumn[] | null> {
    stopped.current = false;
    setAsking(true);
    try {
      return await makeColumns(api, wanted, {
        ask: rule.ask,
        handed: setHanding,
        answered: (key, script, answers) =>
          setKnown((before) => ({
            ...before,
            [key]: { mark: markOf(script, wanted, readAt), sample: sampleOf(key, answers, rows) },
          })),
        isStopped: () => stopped.current,
      });
    } finally {
      setAsking(false);
    }
  }
  const unanswered = [...marks].some(([key, mark]) => known[key]?.mark === mark && known[key]?.sample === null);
  return { rule, samples, busy: asking, handing, unanswered, again, stop, make };
}
