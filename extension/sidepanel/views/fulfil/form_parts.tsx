/** What the forms of the tool have in common: errors that have no field, what the form means, and its figures. */

import { language, t } from "../../../shared/i18n.ts";
import type { RefundTotals } from "../../../shared/protocol.d.ts";
import { Card, ErrorNotice, Notice } from "../../../shared/ui/surface.tsx";
import { otherErrors } from "../../form_errors.ts";
import type { FormName } from "../../fulfil/forms.ts";
import { useFulfil } from "../../fulfil/provider.tsx";

export function FormErrors({ name, isShown }: { name: FormName; isShown: (path: string) => boolean }) {
  const work = useFulfil().state.forms[name];
  const others = otherErrors(work, isShown);
  return (
    <>
      {work.error === null ? null : <ErrorNotice error={work.error} testid="fulfil-form-error" />}
      {others.length === 0 ? null : (
        <Notice severity="block" urgent testid="fulfil-form-errors">
          {others.map((sentence) => (
            <div key={sentence}>{sentence}</div>
          ))}
        </Notice>
      )}
    </>
  );
}

/** The form in sentences, as the core reads it. */
export function Meaning({ name }: { name: FormName }) {
  const { check } = useFulfil().state.forms[name];
  if (check === null || check.sentences.length === 0) return null;
  return (
    <Card title={t("what_happens")} testid="fulfil-meaning">
      <p class="muted">{check.sentences.join(" ")}</p>
    </Card>
  );
}

/** "$214.00 and ¥3,000". */
export function sumText({ by_currency }: RefundTotals): string {
  return new Intl.ListFormat(language(), { type: "conjunction" }).format(by_currency.map(({ text }) => text));
}
