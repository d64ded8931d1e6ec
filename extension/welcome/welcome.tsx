/** The welcome page's entry. */

import { render } from "preact";

import { ApiContext } from "../shared/api.ts";
import { t } from "../shared/i18n.ts";
import { liveApi } from "../shared/live_api.ts";
import "../shared/ui/theme.ts";
import { WelcomePage } from "./view.tsx";

const app = document.getElementById("app");
if (app === null) throw new Error("the page has no #app");
document.title = t("welcome_page_title");
render(
  <ApiContext.Provider value={liveApi}>
    <WelcomePage openTools={() => location.assign("../sidepanel/sidepanel.html")} />
  </ApiContext.Provider>,
  app,
);
