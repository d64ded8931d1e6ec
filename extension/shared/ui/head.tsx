/** The head of every page: the mark, the name, whose shop it is and how things stand. */

import type { ComponentChildren } from "preact";

import { t } from "../i18n.ts";
import { Mark } from "./icon.tsx";

export type Standing = "good" | "busy" | "bad" | "off";

export interface PageHeadProps {
  /** The shop's name, or how things stand. */
  who?: string;
  standing?: Standing;
  children?: ComponentChildren;
}

export function PageHead({ who = "", standing = "off", children }: PageHeadProps) {
  return (
    <header class="page-head">
      <Mark />
      <b>{t("app_name")}</b>
      <span class="who" data-testid="who">
        {who ? (
          <>
            <span class={`dot ${standing}`} aria-hidden="true" />
            <span class="clip">{who}</span>
          </>
        ) : null}
        {children}
      </span>
    </header>
  );
}
