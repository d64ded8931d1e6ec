/** Several of many: what is chosen stands as chips, the rest opens as a list with a search. */

import { useState } from "preact/hooks";

import { t, tn } from "../i18n.ts";
import type { Facet } from "../protocol.d.ts";
import { RemovableChip } from "./chip.tsx";
import { CheckField, TextField } from "./field.tsx";
import { Icon } from "./icon.tsx";

/** So many are listed; the search finds the rest. */
const MOST_LISTED = 60;
/** A shorter list needs no search. */
const SEARCH_FROM = 9;

export interface ManyFieldProps {
  label: string;
  /** What it means when nothing is chosen. */
  none: string;
  facets: readonly Facet[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  testid: string;
}

export function ManyField({ label, none, facets, chosen, onChange, testid }: ManyFieldProps) {
  const [text, setText] = useState("");
  const wanted = text.trim().toLowerCase();
  const found = facets.filter((facet) => facet.label.toLowerCase().includes(wanted));
  const labels = new Map(facets.map((facet) => [facet.value, facet.label]));
  const toggle = (value: string, on: boolean): void =>
    onChange(on ? [...chosen, value] : chosen.filter((other) => other !== value));
  if (facets.length === 0 && chosen.length === 0) return null;
  return (
    <fieldset class="field" data-testid={testid}>
      <legend class="field-label">{label}</legend>
      {chosen.length === 0 ? null : (
        <div class="chips">
          {chosen.map((value) => (
            <RemovableChip
              key={value}
              text={labels.get(value) ?? value}
              onRemove={() => toggle(value, false)}
              testid={`${testid}-chip`}
            />
          ))}
        </div>
      )}
      <details class="many">
        <summary data-testid={`${testid}-open`}>
          {chosen.length === 0 ? none : t("many_more")} <Icon name="down" size={12} />
        </summary>
        <div class="stack tight many-list">
          {facets.length < SEARCH_FROM ? null : (
            <TextField label={t("many_search")} value={text} onInput={setText} testid={`${testid}-search`} />
          )}
          {found.slice(0, MOST_LISTED).map(({ value, label: name, count }) => (
            <CheckField
              key={value}
              label={
                <>
                  {name} <span class="muted">{count}</span>
                </>
              }
              checked={chosen.includes(value)}
              testid={`${testid}-choice`}
              onChange={(on) => toggle(value, on)}
            />
          ))}
          {found.length > MOST_LISTED ? (
            <p class="muted small">{tn("many_hidden", found.length - MOST_LISTED)}</p>
          ) : null}
          {found.length === 0 ? <p class="muted small">{t("many_nothing")}</p> : null}
        </div>
      </details>
    </fieldset>
  );
}
