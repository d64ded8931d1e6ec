/** The printable sheet's entry. */

import { render } from "preact";

import { ApiContext } from "../shared/api.ts";
import { t } from "../shared/i18n.ts";
import { liveApi } from "../shared/live_api.ts";
import { readSession } from "../shared/settings.ts";
import "../shared/ui/theme.ts";
import { SheetPage } from "./view.tsx";

const app = document.getElementById("app");
if (app === null) throw new Error("the page has no #app");
document.title = t("sheet_title");
const { sheet_links } = await readSession();
render(
  <ApiContext.Provider value={liveApi}>
    <SheetPage hash={location.hash} links={sheet_links} print={() => window.print()} />
  </ApiContext.Provider>,
  app,
);
