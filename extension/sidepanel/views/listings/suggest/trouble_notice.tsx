/** Why a model did not answer: what happened, what to do, and the exact setting to copy. */

import type { ComponentChildren } from "preact";

import type { ModelTrouble } from "../../../../models/provider.ts";
import { copyText } from "../../../../shared/copy.ts";
import { t } from "../../../../shared/i18n.ts";
import type { ModelChoice } from "../../../../shared/model_choice.ts";
import { IconButton } from "../../../../shared/ui/button.tsx";
import { Notice } from "../../../../shared/ui/surface.tsx";
import { troubleWords } from "../../../suggest/troubles.ts";

export interface TroubleNoticeProps {
  trouble: ModelTrouble;
  choice: ModelChoice;
  actions?: ComponentChildren;
}

export function TroubleNotice({ trouble, choice, actions }: TroubleNoticeProps) {
  const { title, hint, settings, said } = troubleWords(trouble, choice, location.origin);
  return (
    <Notice
      severity={trouble.code === "stopped" ? "info" : "block"}
      urgent={trouble.code !== "stopped"}
      title={title}
      testid="model-trouble"
      {...(actions === undefined ? {} : { actions })}
    >
      <div class="stack tight" data-code={trouble.code}>
        {hint === "" ? null : <p>{hint}</p>}
        {settings.map(({ name, text }) => (
          <div key={text} class="setting-line">
            {name === "" ? null : <span class="muted small">{name}</span>}
            <span class="setting">
              <code data-testid="setting">{text}</code>
              <IconButton icon="copy" label={t("suggest_copy_setting", text)} onClick={() => copyText(text, t("suggest_copied"))} />
            </span>
          </div>
        ))}
        {said === "" ? null : <p class="muted small">{t("suggest_server_said", said)}</p>}
      </div>
    </Notice>
  );
}
