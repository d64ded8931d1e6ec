/** The five steps to a token, each with its drawing; the paste field is part of the last one. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

import { t } from "../shared/i18n.ts";
import { IconButton } from "../shared/ui/button.tsx";
import { Icon } from "../shared/ui/icon.tsx";
import { announce } from "../shared/ui/live.tsx";
import { ADVANCED_SETTINGS } from "../sidepanel/views/settings/links.ts";
import { PICTURES } from "./pictures.tsx";

const REDIRECT = "http://127.0.0.1";
const STEPS = [1, 2, 3, 4, 5] as const;

type StepNumber = (typeof STEPS)[number];

export function Steps({ form }: { form: ComponentChildren }) {
  return (
    <ol class="steps">
      {STEPS.map((number) => (
        <Step key={number} number={number}>
          {number === 1 ? <SettingsButton /> : number === 2 ? <RedirectAddress /> : number === 5 ? form : null}
        </Step>
      ))}
    </ol>
  );
}

function Step({ number, children }: { number: StepNumber; children: ComponentChildren }) {
  const Picture = PICTURES[number - 1];
  return (
    <li class={number === 5 ? "step last" : "step"} data-testid={`step-${number}`}>
      <div class="step-picture">{Picture === undefined ? null : <Picture />}</div>
      <div class="step-words">
        <h3>
          <span class="step-number" aria-hidden="true">
            {number}
          </span>
          <span class="unseen">{t("welcome_step", number)}: </span>
          {t(`welcome_step${number}_title`)}
        </h3>
        <p class="muted">{t(`welcome_step${number}_text`)}</p>
        {children}
      </div>
    </li>
  );
}

function SettingsButton() {
  return (
    <div>
      <a class="button" href={ADVANCED_SETTINGS} target="_blank" rel="noopener" data-testid="open-gumroad">
        {t("welcome_step1_open")}
        <Icon name="external" />
      </a>
    </div>
  );
}

function RedirectAddress() {
  const [copied, setCopied] = useState(false);
  const copy = (): void => {
    navigator.clipboard.writeText(REDIRECT).then(
      () => {
        setCopied(true);
        announce(t("welcome_step2_copied"));
      },
      (error: unknown) => console.warn("The address could not be copied:", error),
    );
  };
  return (
    <div class="copyable">
      <code>{REDIRECT}</code>
      <IconButton
        icon={copied ? "check" : "copy"}
        label={copied ? t("welcome_step2_copied") : t("welcome_step2_copy")}
        onClick={copy}
        testid="copy-redirect"
      />
    </div>
  );
}
