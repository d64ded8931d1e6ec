/** A yes that is given by typing a text: for what can never be taken back. */

import { useEffect, useState } from "preact/hooks";

import type { FindingView } from "../../../shared/protocol.d.ts";
import { TextField } from "../../../shared/ui/field.tsx";
import { Icon } from "../../../shared/ui/icon.tsx";
import { t } from "../../../shared/i18n.ts";

interface TypedConsentProps {
  finding: FindingView;
  /** What the core said of the last text. */
  error: string;
  /** An empty text takes the yes back. */
  onTyped: (text: string) => void;
}

/** The text is given as soon as it is complete; anything else on Enter or on leaving, to be told what is wrong. */
export function TypedConsent({ finding, error, onTyped }: TypedConsentProps) {
  const [text, setText] = useState(finding.accepted ? finding.typed : "");
  const [given, setGiven] = useState(text);
  useEffect(() => {
    if (finding.accepted) return;
    setText("");
    setGiven("");
  }, [finding.typed]);
  const give = (next: string): void => {
    if (next === given) return;
    setGiven(next);
    if (next !== "" || finding.accepted) onTyped(next);
  };
  return (
    <div class="typed-consent" onFocusOut={() => give(text.trim())}>
      <TextField
        label={finding.ask}
        value={text}
        placeholder={finding.typed}
        error={text.trim() === given ? error : ""}
        testid={`typed-${finding.code}`}
        onInput={(next) => {
          setText(next);
          if (next.trim() === finding.typed) give(next.trim());
          else if (finding.accepted) {
            setGiven("");
            onTyped("");
          }
        }}
        onEnter={() => give(text.trim())}
      />
      {finding.accepted ? (
        <span class="up small" role="status">
          <Icon name="good" size={14} /> {t("consent_given")}
        </span>
      ) : null}
    </div>
  );
}
