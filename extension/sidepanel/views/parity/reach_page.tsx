/** How buyers come by their code: links by country, a banner for the seller's own site, tables to paste. */

import { useMemo, useState } from "preact/hooks";

import { bytes } from "../../../shared/format.ts";
import { t, tn } from "../../../shared/i18n.ts";
import type { BannerForm, BannerSample, BannerView, ParityView } from "../../../shared/protocol.d.ts";
import { Button, IconButton } from "../../../shared/ui/button.tsx";
import { Segmented, SelectField, TextField } from "../../../shared/ui/field.tsx";
import { toast } from "../../../shared/ui/live.tsx";
import { Card, ErrorNotice, Notice, Tag } from "../../../shared/ui/surface.tsx";
import { Table } from "../../../shared/ui/table.tsx";
import type { Column } from "../../../shared/ui/table.tsx";
import { usePanel } from "../../panel.ts";
import { Skeleton } from "../../starting.tsx";
import { Flag, countryName } from "./country.tsx";
import { Heading, Honest } from "./parity.tsx";

const MOST_BYTES = 8192;
const NO_SAMPLE: readonly BannerSample[] = [];

function copy(text: string, done: string): void {
  navigator.clipboard.writeText(text).then(
    () => toast(done),
    () => toast(t("parity_copy_failed")),
  );
}

export function ReachPage({ view }: { view: ParityView }) {
  const { state, act, wide } = usePanel();
  const { banner } = state.parity;
  const { form } = banner;
  const sample = banner.view?.sample ?? NO_SAMPLE;
  const set = (change: Partial<BannerForm>): void => act.parity.setBanner({ ...form, ...change });
  return (
    <div class="view" data-testid="parity-reach-view" aria-busy={banner.busy}>
      <div class="view-body">
        <Heading page="reach" title={t("parity_reach_title")}>
          {t("parity_reach_lead")}
        </Heading>
        <SelectField
          label={t("parity_for_product")}
          value={form.product_id}
          testid="parity-reach-product"
          options={(state.shop?.products ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(product_id) => set({ product_id })}
        />
        {banner.error === null ? null : <ErrorNotice error={banner.error} />}
        {banner.view === null ? banner.error === null ? <Skeleton /> : null : null}
        {banner.view === null ? null : (
          <>
            {banner.view.problem === "" ? null : (
              <Notice severity="care" testid="parity-banner-problem">
                {banner.view.problem}
              </Notice>
            )}
            <Banner form={form} view={banner.view} set={set} />
            {sample.length === 0 ? null : <Links sample={sample} />}
            <div class="pages-of-text">
              <TextBlock title={t("parity_markdown")} text={banner.view.markdown} testid="parity-markdown" />
              <TextBlock title={t("parity_plain")} text={banner.view.plain} testid="parity-plain" />
            </div>
          </>
        )}
        <Honest sentences={view.honest} open={wide} />
      </div>
    </div>
  );
}

interface BannerProps {
  form: BannerForm;
  view: BannerView;
  set: (change: Partial<BannerForm>) => void;
}

function Banner({ form, view, set }: BannerProps) {
  return (
    <Card
      title={t("parity_banner")}
      aside={
        view.html === "" ? null : (
          <Tag tone={view.bytes_gzipped <= MOST_BYTES ? "good" : "care"}>
            {t("parity_banner_size", bytes(view.bytes_gzipped))}
          </Tag>
        )
      }
      testid="parity-banner"
    >
      <div class="stack">
        <p class="muted">{t("parity_banner_lead")}</p>
        {view.sample.length === 0 ? null : <Shown form={form} sample={view.sample} />}
        <TextField
          lines={2}
          label={t("parity_banner_text")}
          value={form.text}
          placeholder={t("parity_usual")}
          hint={t("parity_banner_text_hint")}
          testid="parity-banner-text"
          onInput={(text) => set({ text })}
        />
        <div class="pair">
          <TextField
            label={t("parity_banner_button")}
            value={form.button}
            placeholder={t("parity_usual")}
            testid="parity-banner-button"
            onInput={(button) => set({ button })}
          />
          <Accent form={form} set={set} />
        </div>
        <Segmented
          label={t("parity_banner_position")}
          value={form.position}
          testid="parity-banner-position"
          options={(["top", "bottom"] as const).map((position) => ({
            value: position as BannerForm["position"],
            label: t(`parity_banner_${position}`),
          }))}
          onChange={(position) => set({ position })}
        />
        {view.html === "" ? null : (
          <>
            <textarea
              class="code-block"
              readOnly
              rows={5}
              spellcheck={false}
              aria-label={t("parity_banner_snippet")}
              data-testid="parity-banner-html"
              value={view.html}
            />
            <div class="row">
              <Button
                kind="go"
                icon="copy"
                testid="parity-banner-copy"
                onClick={() => copy(view.html, t("parity_banner_copied"))}
              >
                {t("parity_banner_copy")}
              </Button>
              <span class="muted small">{t("parity_banner_where")}</span>
            </div>
          </>
        )}
      </div>
    </Card>
  );
}

/** The colour of the banner's link; empty for the usual one. */
function Accent({ form, set }: Pick<BannerProps, "form" | "set">) {
  return (
    <div class="accent">
      <TextField
        code
        label={t("parity_banner_accent")}
        value={form.accent}
        placeholder={t("parity_usual")}
        testid="parity-banner-accent"
        onInput={(accent) => set({ accent })}
      />
      <input
        type="color"
        aria-label={t("parity_banner_accent_pick")}
        value={/^#[0-9a-f]{6}$/i.test(form.accent) ? form.accent : "#c2410c"}
        onInput={(event) => set({ accent: event.currentTarget.value })}
      />
    </div>
  );
}

/** What a visitor from one country sees, drawn here; nothing of the snippet runs. */
function Shown({ form, sample }: { form: BannerForm; sample: readonly BannerSample[] }) {
  const [country, setCountry] = useState("");
  const countries = useMemo(
    () =>
      sample
        .map((one) => ({ value: one.country, label: countryName(one.country, one.name) }))
        .sort((one, other) => one.label.localeCompare(other.label)),
    [sample],
  );
  const shown = sample.find((one) => one.country === country) ?? sample[0];
  if (shown === undefined) return null;
  const accent = /^#[0-9a-f]{6}$/i.test(form.accent) ? { "--banner-accent": form.accent } : {};
  return (
    <figure class="banner-preview" aria-label={t("parity_banner_preview")}>
      <SelectField
        label={t("parity_banner_seen_from")}
        value={shown.country}
        testid="parity-banner-country"
        options={countries}
        onChange={setCountry}
      />
      <div class={`mock-page ${form.position}`}>
        <div class="mock-banner" style={accent} data-testid="parity-banner-preview">
          <Flag code={shown.country} />
          <span class="mock-words">
            <WithCode text={shown.text} code={shown.code} />
          </span>
          <span class="mock-button">{form.button === "" ? t("parity_banner_usual_button") : form.button}</span>
          <span class="mock-close" aria-hidden="true">
            ×
          </span>
        </div>
        <div class="mock-lines" aria-hidden="true">
          <i />
          <i />
          <i />
        </div>
      </div>
    </figure>
  );
}

function WithCode({ text, code }: { text: string; code: string }) {
  const at = code === "" ? -1 : text.indexOf(code);
  if (at < 0) return <>{text}</>;
  return (
    <>
      {text.slice(0, at)}
      <code>{code}</code>
      {text.slice(at + code.length)}
    </>
  );
}

const LINK_COLUMNS = (wide: boolean): readonly Column<BannerSample>[] => {
  const country: Column<BannerSample> = {
    id: "country",
    label: t("parity_country"),
    width: "minmax(0, 1.3fr)",
    cell: (one) => (
      <span class="country">
        <Flag code={one.country} />
        <span class="table-title">{countryName(one.country, one.name)}</span>
      </span>
    ),
  };
  const code: Column<BannerSample> = {
    id: "code",
    label: t("parity_code"),
    width: wide ? "140px" : "minmax(0, 1fr)",
    cell: (one) => <code class="clip as-block">{one.code}</code>,
  };
  const url: Column<BannerSample> = {
    id: "url",
    label: t("parity_link"),
    width: "minmax(0, 2fr)",
    cell: (one) => (
      <a class="clip as-block" href={one.url} target="_blank" rel="noreferrer" tabIndex={-1}>
        {one.url}
      </a>
    ),
  };
  const take: Column<BannerSample> = {
    id: "copy",
    label: t("parity_copy"),
    width: "32px",
    cell: (one) => (
      <span class="cell-tool">
        <IconButton
          icon="copy"
          label={t("parity_copy_link", countryName(one.country, one.name))}
          testid="parity-copy-link"
          onClick={() => copy(one.url, t("parity_link_copied"))}
        />
      </span>
    ),
  };
  return wide ? [country, code, url, take] : [country, code, take];
};

function Links({ sample }: { sample: readonly BannerSample[] }) {
  const { wide } = usePanel();
  const columns = useMemo(() => LINK_COLUMNS(wide), [wide]);
  return (
    <>
      <div class="row between">
        <h2>{tn("parity_links", sample.length)}</h2>
        <Button
          small
          icon="copy"
          testid="parity-links-copy"
          onClick={() => copy(sample.map((one) => one.url).join("\n"), t("parity_links_copied"))}
        >
          {t("parity_links_copy")}
        </Button>
      </div>
      <Table
        label={tn("parity_links", sample.length)}
        rows={sample}
        rowKey={(one) => one.country}
        rowHeight={() => 35}
        columns={columns}
        onEnter={(one) => copy(one.url, t("parity_link_copied"))}
        testid="parity-links"
      />
    </>
  );
}

function TextBlock({ title, text, testid }: { title: string; text: string; testid: string }) {
  if (text === "") return null;
  return (
    <Card
      title={title}
      aside={
        <Button small icon="copy" testid={`${testid}-copy`} onClick={() => copy(text, t("parity_text_copied"))}>
          {t("parity_copy")}
        </Button>
      }
    >
      <textarea
        class="code-block"
        readOnly
        rows={6}
        spellcheck={false}
        aria-label={title}
        data-testid={testid}
        value={text}
      />
    </Card>
  );
}
