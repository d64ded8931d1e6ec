import { render } from "preact";

import { ApiContext } from "../shared/api.ts";
import { liveApi } from "../shared/live_api.ts";
import { followTarget } from "../shared/panel_target.ts";
import "../shared/ui/theme.ts";
import { PanelPage } from "./panel_page.tsx";

const app = document.getElementById("app");
if (app === null) throw new Error("the page has no #app");
followTarget((hash) => {
  location.hash = hash;
});
render(
  <ApiContext.Provider value={liveApi}>
    <PanelPage />
  </ApiContext.Provider>,
  app,
);
