/** The options page's entry. */

import { render } from "preact";

import { ApiContext } from "../shared/api.ts";
import { t } from "../shared/i18n.ts";
import { liveApi } from "../shared/live_api.ts";
import "../shared/ui/theme.ts";
import { OptionsPage } from "./view.tsx";

const app = document.getElementById("app");
if (app === null) throw new Error("the page has no #app");
document.title = t("options_title");
render(
  <ApiContext.Provider value={liveApi}>
    <OptionsPage />
  </ApiContext.Provider>,
  app,
);
