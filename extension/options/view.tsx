/** The options page: the panel's settings under a head of their own. */

import { useAccount } from "../shared/account.ts";
import { t } from "../shared/i18n.ts";
import { PageHead } from "../shared/ui/head.tsx";
import { LiveRegion } from "../shared/ui/live.tsx";
import { SettingsTool } from "../sidepanel/views/settings/settings.tsx";

export function OptionsPage() {
  const { account } = useAccount();
  const connected = account?.connected ?? false;
  return (
    <div class="options">
      <PageHead who={account?.name ?? ""} standing={connected ? "good" : "off"}>
        <a href="../sidepanel/sidepanel.html">{t("options_open_tools")}</a>
      </PageHead>
      <main>
        <SettingsTool />
      </main>
      <LiveRegion />
    </div>
  );
}
