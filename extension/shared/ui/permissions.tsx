/** What a token may do, each permission as a sentence; a missing one names the tools that it turns off. */

import { t } from "../i18n.ts";
import type { ScopeView } from "../protocol.d.ts";
import { Icon } from "./icon.tsx";
import type { IconName } from "./icon.tsx";

const SIGNS: Record<ScopeView["state"], IconName> = { yes: "check", no: "close", unknown: "info" };

export function Permissions({ scopes }: { scopes: readonly ScopeView[] }) {
  return (
    <ul class="permissions" data-testid="permissions">
      {scopes.map((scope) => (
        <li key={scope.scope} class={`permission ${scope.state}`} data-key={scope.scope}>
          <Icon name={SIGNS[scope.state]} />
          <div class="grow">
            <div>
              <span class="unseen">{t(`settings_perm_${scope.state}`)}</span>
              {scope.sentence}
            </div>
            {scope.state === "yes" || scope.tools === "" ? null : (
              <div class="muted small">
                {scope.state === "no" ? t("settings_perm_off", scope.tools) : t("settings_perm_ask", scope.tools)}
              </div>
            )}
          </div>
          <code class="muted tiny">{scope.scope}</code>
        </li>
      ))}
    </ul>
  );
}
