/** Where one can go: a rail with labels when the page is wide, tabs and a "More" menu when it is narrow. */

import { t } from "../shared/i18n.ts";
import { Icon } from "../shared/ui/icon.tsx";
import { usePanel } from "./panel.ts";
import { hashOf } from "./route.ts";
import { TOOL_ENTRIES, grouped, splitTabs } from "./tools.ts";
import type { ToolEntry } from "./tools.ts";

const MOST_TABS = 5;

export function Nav() {
  return usePanel().wide ? <Rail /> : <Tabs />;
}

function Rail() {
  return (
    <nav class="rail" aria-label={t("nav_label")}>
      {grouped(TOOL_ENTRIES).map(([group, entries]) => (
        <div key={group} class="rail-group">
          <span class="rail-heading">{t(group)}</span>
          {entries.map((entry) => (
            <ToolLink key={entry.tool} entry={entry} drawing />
          ))}
        </div>
      ))}
    </nav>
  );
}

/** A tool that stands in the menu gives the menu its name while one is there. */
function Tabs() {
  const { state } = usePanel();
  const { tabs, more } = splitTabs(TOOL_ENTRIES, MOST_TABS);
  const inside = more.find((entry) => entry.tool === state.route.tool);
  return (
    <nav class="tabs" aria-label={t("nav_label")}>
      {tabs.map((entry) => (
        <ToolLink key={entry.tool} entry={entry} />
      ))}
      {more.length === 0 ? null : (
        <details class="tabs-more">
          <summary data-testid="nav-more" class={inside === undefined ? "" : "on"} title={t("nav_more")}>
            {t(inside?.label ?? "nav_more")} <Icon name="down" size={12} />
          </summary>
          <div class="tabs-menu">
            {more.map((entry) => (
              <ToolLink key={entry.tool} entry={entry} drawing />
            ))}
          </div>
        </details>
      )}
    </nav>
  );
}

function ToolLink({ entry, drawing = false }: { entry: ToolEntry; drawing?: boolean }) {
  const { state } = usePanel();
  const here = state.route.tool === entry.tool;
  return (
    <a
      class={here ? "nav-link on" : "nav-link"}
      href={hashOf(entry.tool)}
      aria-current={here ? "page" : undefined}
      data-testid={`nav-${entry.tool}`}
    >
      {drawing ? <Icon name={entry.icon} /> : null}
      {t(entry.label)}
    </a>
  );
}
