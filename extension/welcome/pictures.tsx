/** Five small drawings of the way to a token. They repeat what the step says, so they are hidden from screen readers. */

import type { ComponentChildren, JSX } from "preact";

import { t } from "../shared/i18n.ts";

/** A browser window with an address in it; `children` are drawn on its page. */
function BrowserWindow({ address, children }: { address: string; children: ComponentChildren }): JSX.Element {
  return (
    <svg class="picture" viewBox="0 0 320 172" aria-hidden="true" focusable="false">
      <rect class="pic-page" x="0.5" y="0.5" width="319" height="171" rx="10" />
      <path class="pic-bar" d="M0.5 26.5V10.5a10 10 0 0 1 10-10h299a10 10 0 0 1 10 10v16z" />
      <g class="pic-faint">
        <circle cx="14" cy="13.5" r="3.5" />
        <circle cx="26" cy="13.5" r="3.5" />
        <circle cx="38" cy="13.5" r="3.5" />
      </g>
      <rect class="pic-field" x="54.5" y="6.5" width="254" height="14" rx="7" />
      <text class="pic-small" x="64" y="17">
        {address}
      </text>
      {children}
    </svg>
  );
}

/** The hand of the mouse, its finger tip at (x, y). */
function Pointer({ x, y }: { x: number; y: number }): JSX.Element {
  return (
    <path
      class="pic-pointer"
      transform={`translate(${x} ${y})`}
      d="M0 0l0 17 4.2-3.8 2.7 6.1 3-1.3-2.7-6 5.6-.4z"
    />
  );
}

function Field({ y, name, value, hot }: { y: number; name: string; value: string; hot?: boolean }): JSX.Element {
  return (
    <g>
      <text class="pic-label" x="24" y={y}>
        {name}
      </text>
      <rect class={hot === true ? "pic-field pic-field-hot" : "pic-field"} x="24.5" y={y + 6.5} width="271" height="22" rx="6" />
      <text class="pic-text" x="34" y={y + 21.5}>
        {value}
      </text>
    </g>
  );
}

function SettingsTabs(): JSX.Element {
  return (
    <BrowserWindow address="gumroad.com/settings/advanced">
      <text class="pic-title" x="24" y="54">
        {t("welcome_pic_settings")}
      </text>
      <line class="pic-hair" x1="0" x2="320" y1="90.5" y2="90.5" />
      <rect class="pic-grey" x="24" y="72" width="44" height="6" rx="3" />
      <rect class="pic-grey" x="82" y="72" width="36" height="6" rx="3" />
      <rect class="pic-grey" x="132" y="72" width="52" height="6" rx="3" />
      <rect class="pic-soft" x="196" y="63" width="82" height="22" rx="11" />
      <text class="pic-hot" x="237" y="78" text-anchor="middle">
        {t("welcome_pic_advanced")}
      </text>
      <rect class="pic-grey" x="24" y="106" width="150" height="6" rx="3" />
      <rect class="pic-grey" x="24" y="121" width="210" height="6" rx="3" />
      <rect class="pic-grey" x="24" y="136" width="120" height="6" rx="3" />
      <Pointer x={272} y={80} />
    </BrowserWindow>
  );
}

function ApplicationForm(): JSX.Element {
  return (
    <BrowserWindow address="gumroad.com/settings/advanced">
      <text class="pic-title" x="24" y="52">
        {t("welcome_pic_applications")}
      </text>
      <Field y={74} name={t("welcome_pic_name")} value="Gumsmith" />
      <Field y={123} name={t("welcome_pic_redirect")} value="http://127.0.0.1" hot />
    </BrowserWindow>
  );
}

function CreateButton(): JSX.Element {
  return (
    <BrowserWindow address="gumroad.com/settings/advanced">
      <Field y={50} name={t("welcome_pic_redirect")} value="http://127.0.0.1" />
      <rect class="pic-button" x="24" y="96" width="134" height="30" rx="8" />
      <text class="pic-on" x="91" y="115.5" text-anchor="middle">
        {t("welcome_pic_create")}
      </text>
      <Pointer x={151} y={119} />
    </BrowserWindow>
  );
}

function GenerateButton(): JSX.Element {
  return (
    <BrowserWindow address="gumroad.com/oauth/applications/…/edit">
      <rect class="pic-tile" x="24" y="42" width="26" height="26" rx="7" />
      <text class="pic-title" x="60" y="60">
        Gumsmith
      </text>
      <rect class="pic-grey" x="24" y="82" width="70" height="6" rx="3" />
      <rect class="pic-grey" x="104" y="82" width="130" height="6" rx="3" />
      <rect class="pic-grey" x="24" y="97" width="86" height="6" rx="3" />
      <rect class="pic-button" x="24" y="117" width="158" height="30" rx="8" />
      <text class="pic-on" x="103" y="136.5" text-anchor="middle">
        {t("welcome_pic_generate")}
      </text>
      <Pointer x={176} y={140} />
    </BrowserWindow>
  );
}

function CopyAndPaste(): JSX.Element {
  return (
    <svg class="picture" viewBox="0 0 320 172" aria-hidden="true" focusable="false">
      <rect class="pic-page" x="0.5" y="0.5" width="319" height="171" rx="10" />
      <text class="pic-label" x="24" y="36">
        {t("welcome_pic_token")}
      </text>
      <rect class="pic-field" x="24.5" y="42.5" width="206" height="24" rx="6" />
      <text class="pic-code" x="34" y="59">
        x7Qm••••••••••••••
      </text>
      <rect class="pic-soft" x="240" y="42" width="56" height="25" rx="8" />
      <text class="pic-hot" x="268" y="59" text-anchor="middle">
        {t("welcome_pic_copy")}
      </text>
      <path class="pic-arrow" d="M128 76v26m-7-8l7 8 7-8" />
      <rect class="pic-field pic-field-hot" x="24.5" y="112.5" width="271" height="36" rx="9" />
      <rect class="pic-tile" x="32" y="118" width="25" height="25" rx="7" />
      <path class="pic-mark" transform="translate(36.5 122.5)" d="M1 5h10a4 4 0 0 0 4-1v3a4 4 0 0 1-4 2H9.5v2H12v2H4v-2h2.5V9A6 6 0 0 1 1 5z" />
      <text class="pic-code" x="68" y="135">
        x7Qm••••••••••••••
      </text>
    </svg>
  );
}

const HERO_ROWS = [
  { name: "welcome_pic_row1", old: "$19.00", now: "$21.99", net: "+2.60" },
  { name: "welcome_pic_row2", old: "€8.00", now: "€8.99", net: "+0.86" },
  { name: "welcome_pic_row3", old: "¥500", now: "¥560", net: "+52" },
] as const;

/** A preview in small: what stands at the top of the page. */
export function PreviewPicture(): JSX.Element {
  return (
    <svg class="picture" viewBox="0 0 300 178" aria-hidden="true" focusable="false">
      <rect class="pic-card" x="0.5" y="0.5" width="299" height="177" rx="12" />
      <text class="pic-title" x="16" y="28">
        {t("welcome_pic_preview")}
      </text>
      {HERO_ROWS.map(({ name, old, now, net }, row) => (
        <g key={name} transform={`translate(0 ${44 + row * 29})`}>
          <line class="pic-hair" x1="0" x2="300" y1="0.5" y2="0.5" />
          <text class="pic-name" x="16" y="19">
            {t(name)}
          </text>
          <text class="pic-old" x="172" y="19" text-anchor="end">
            {old}
          </text>
          <text class="pic-new" x="228" y="19" text-anchor="end">
            {now}
          </text>
          <text class="pic-up" x="284" y="19" text-anchor="end">
            {net}
          </text>
        </g>
      ))}
      <path class="pic-bar" d="M0.5 132.500h299v33a12 12 0 0 1-12 12h-275a12 12 0 0 1-12-12z" />
      <text class="pic-small" x="16" y="159">
        {t("welcome_pic_undo")}
      </text>
      <rect class="pic-button" x="172" y="142" width="114" height="26" rx="8" />
      <text class="pic-on" x="229" y="159" text-anchor="middle">
        {t("welcome_pic_go")}
      </text>
    </svg>
  );
}

/** The pictures in the order of the steps. */
export const PICTURES: readonly (() => JSX.Element)[] = [
  SettingsTabs,
  ApplicationForm,
  CreateButton,
  GenerateButton,
  CopyAndPaste,
];
