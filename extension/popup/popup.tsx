/** The popup's entry: the real browser behind the view, and the first picture from what is stored. */

import { render } from "preact";

import "../shared/ui/theme.ts";
import { ApiContext } from "../shared/api.ts";
import { t } from "../shared/i18n.ts";
import { liveApi } from "../shared/live_api.ts";
import { onSetting } from "../shared/settings.ts";
import { closePopup, currentTab, openPage, openPanel } from "./browser.ts";
import { Popup } from "./view.tsx";

const app = document.getElementById("app");
if (app === null) throw new Error("the page has no #app");

document.title = t("popup_page_title");
const [glance, vault, tab] = await Promise.all([liveApi.glance(), liveApi.vaultState(), currentTab()]);
render(
  <ApiContext.Provider value={liveApi}>
    <Popup
      first={{ glance, vault, tab }}
      browser={{ openPanel, openPage, close: closePopup, onGlance: (told) => onSetting("glance", told) }}
      now={Date.now}
    />
  </ApiContext.Provider>,
  app,
);
