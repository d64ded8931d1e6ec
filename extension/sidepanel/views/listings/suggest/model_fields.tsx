/** The fields of each kind of model. */

import { HOSTED_SERVICES, LOCAL_SERVERS, hostedService, localBase } from "../../../../models/hosts.ts";
import type { HostId } from "../../../../models/hosts.ts";
import { t, tn } from "../../../../shared/i18n.ts";
import type { KeyKeeping } from "../../../../shared/model_keys.ts";
import { Button } from "../../../../shared/ui/button.tsx";
import { Chip } from "../../../../shared/ui/chip.tsx";
import { Field, Segmented, SelectField, TextField } from "../../../../shared/ui/field.tsx";
import { SecretField } from "../../../../shared/ui/secret_field.tsx";
import { Notice } from "../../../../shared/ui/surface.tsx";
import { matchingNames, placeName } from "../../../suggest/model_state.ts";
import type { FaultField } from "../../../suggest/model_state.ts";
import { useSuggest } from "../../../suggest/provider.tsx";
import { Download } from "./standing.tsx";

/** So many names are shown at once; typing finds the rest. */
const NAMES_SHOWN = 12;

export function BuiltinFields() {
  const { builtin } = useSuggest().model;
  switch (builtin) {
    case "ready":
      return (
        <Notice severity="good" testid="builtin-ready" title={t("suggest_builtin_ready")}>
          {t("suggest_builtin_ready_text")}
        </Notice>
      );
    case "downloadable":
    case "downloading":
      return <Download />;
    default:
      return (
        <Notice
          severity="care"
          testid="builtin-none"
          title={t(builtin === "absent" ? "suggest_standing_absent" : "suggest_standing_unavailable")}
        >
          {t("suggest_hint_unavailable")}
        </Notice>
      );
  }
}

export function LocalFields() {
  const { model, modelAct } = useSuggest();
  const { draft } = model;
  const { choice } = draft;
  const base = localBase(choice.local.address);
  return (
    <div class="stack">
      <Field label={t("suggest_local_server")}>
        {(control) => (
          <div {...{ id: control.id }} class="chips" role="group" aria-label={t("suggest_local_server")}>
            {LOCAL_SERVERS.map(({ id, name, address }) => (
              <Chip
                key={id}
                on={base === address}
                testid={`server-${id}`}
                onClick={() => void modelAct.choose({ ...choice, local: { ...choice.local, address } })}
              >
                {name}
              </Chip>
            ))}
          </div>
        )}
      </Field>
      <TextField
        label={t("suggest_local_address")}
        value={choice.local.address}
        hint={t("suggest_local_address_hint")}
        error={fault("address", model.faults)}
        code
        testid="local-address"
        onInput={(address) => modelAct.edit({ choice: { ...choice, local: { ...choice.local, address } } })}
      />
      <Names
        typed={choice.local.model}
        onName={(name) => modelAct.edit({ choice: { ...choice, local: { ...choice.local, model: name } } })}
      />
      <details class="foldable bare" open={draft.hasKey}>
        <summary data-testid="local-key-open">{t("suggest_local_key")}</summary>
        <Key />
      </details>
    </div>
  );
}

export function HostedFields() {
  const { model, modelAct } = useSuggest();
  const { choice } = model.draft;
  const service = hostedService(choice.hosted.service);
  return (
    <div class="stack">
      <SelectField<HostId>
        label={t("suggest_hosted_service")}
        value={choice.hosted.service}
        options={HOSTED_SERVICES.map(({ id, name, host }) => ({ value: id, label: `${name} (${host})` }))}
        testid="hosted-service"
        onChange={(id) => void modelAct.choose({ ...choice, hosted: { service: id, model: "" } })}
      />
      <Notice severity="info">{t("suggest_hosted_note", service.host)}</Notice>
      <Key />
      <p class="small">
        <a href={service.keys} target="_blank" rel="noopener noreferrer">
          {t("suggest_hosted_make_key", service.name)}
        </a>
      </p>
      <Names
        typed={choice.hosted.model}
        onName={(name) => modelAct.edit({ choice: { ...choice, hosted: { ...choice.hosted, model: name } } })}
      />
      <Prices />
    </div>
  );
}

function fault(field: FaultField, faults: Partial<Record<FaultField, string>>): string {
  const kind = faults[field];
  return kind === undefined ? "" : t(`suggest_fault_${kind as "address" | "model" | "key" | "price"}`);
}

/** The key, kept already or to be typed, and how long it is kept. */
function Key() {
  const { model, modelAct } = useSuggest();
  const { draft } = model;
  const name = placeName(draft.choice);
  return (
    <div class="stack">
      {draft.hasKey ? (
        <div class="row between" data-testid="key-kept">
          <span>{t(`suggest_key_kept_${draft.keeping}`, name)}</span>
          <Button small testid="key-forget" onClick={() => void modelAct.forgetKey()}>
            {t("suggest_key_forget")}
          </Button>
        </div>
      ) : null}
      <SecretField
        label={t(draft.hasKey ? "suggest_key_other" : "suggest_key")}
        value={draft.key}
        hint={t("suggest_key_hint")}
        error={fault("key", model.faults)}
        autocomplete="off"
        testid="model-key"
        onInput={(key) => modelAct.edit({ key })}
      />
      {draft.key === "" ? null : (
        <Segmented<KeyKeeping>
          label={t("suggest_key_keeping")}
          value={draft.keeping}
          options={[
            { value: "stored", label: t("suggest_key_stored") },
            { value: "session", label: t("suggest_key_session") },
          ]}
          testid="key-keeping"
          onChange={(keeping) => modelAct.edit({ keeping })}
        />
      )}
    </div>
  );
}

/** The model's name: typed, or chosen from those that are there. */
function Names({ typed, onName }: { typed: string; onName: (name: string) => void }) {
  const { model, modelAct } = useSuggest();
  const { names, busy } = model;
  const found = names === null ? [] : matchingNames(names, typed);
  return (
    <div class="stack tight">
      <TextField
        label={t("suggest_model_name")}
        value={typed}
        error={fault("model", model.faults)}
        code
        testid="model-name"
        onInput={onName}
      />
      <div class="row">
        <Button small icon="search" busy={busy === "names"} testid="find-names" onClick={() => void modelAct.findNames()}>
          {t("suggest_find_names")}
        </Button>
        {names === null ? null : (
          <span class="muted small" role="status" data-testid="names-found">
            {names.length === 0 ? t("suggest_names_none") : tn("suggest_names", names.length)}
          </span>
        )}
      </div>
      {found.length === 0 ? null : (
        <div class="chips" role="group" aria-label={t("suggest_names_label")} data-testid="names">
          {found.slice(0, NAMES_SHOWN).map((name) => (
            <Chip key={name} on={name === typed} onClick={() => onName(name)}>
              {name}
            </Chip>
          ))}
          {found.length <= NAMES_SHOWN ? null : <span class="muted small">{t("suggest_names_more")}</span>}
        </div>
      )}
    </div>
  );
}

function Prices() {
  const { model, modelAct } = useSuggest();
  const { choice } = model.draft;
  const { prices } = choice;
  return (
    <fieldset class="stack tight">
      <legend class="field-label">{t("suggest_prices")}</legend>
      <div class="pair">
        {(["sent", "back"] as const).map((which) => (
          <TextField
            key={which}
            label={t(`suggest_price_${which}`)}
            value={prices[which]}
            error={fault(which, model.faults)}
            prefix="$"
            numeric
            testid={`price-${which}`}
            onInput={(value) => modelAct.edit({ choice: { ...choice, prices: { ...prices, [which]: value } } })}
          />
        ))}
      </div>
      <p class="muted small">{t("suggest_prices_hint")}</p>
    </fieldset>
  );
}
