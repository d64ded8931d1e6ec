/** What a product costs in each country, before and after its codes and by Gumroad's own parity. */

import { h } from "preact";
import { useMemo, useRef, useState } from "preact/hooks";

import { t } from "../../../shared/i18n.ts";
import type { PictureRow, PictureView } from "../../../shared/protocol.d.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { SelectField } from "../../../shared/ui/field.tsx";
import { toast } from "../../../shared/ui/live.tsx";
import { Icon } from "../../../shared/ui/icon.tsx";
import { Empty, ErrorNotice } from "../../../shared/ui/surface.tsx";
import { usePanel } from "../../panel.ts";
import { Skeleton } from "../../starting.tsx";
import { saveBlob, saveFile } from "../history/report.ts";
import { countryName } from "./country.tsx";
import { Heading } from "./parity.tsx";
import { drawn, svgText } from "./picture.ts";
import type { Picture, PictureBar, PictureColours } from "./picture.ts";
import { pngOf } from "./picture_file.ts";

const FILE_WIDTH = 900;
const PAGE_COLOURS: PictureColours = {
  paper: "var(--surface)",
  ink: "var(--ink)",
  muted: "var(--muted)",
  before: "var(--line-strong)",
  after: "var(--ember)",
  native: "var(--info)",
};
const COLOUR_NAMES: Readonly<Record<keyof PictureColours, string>> = {
  paper: "--surface",
  ink: "--ink",
  muted: "--muted",
  before: "--line-strong",
  after: "--ember",
  native: "--info",
};

export function PicturePage() {
  const { state, act } = usePanel();
  const { picture } = state.parity;
  return (
    <div class="view" data-testid="parity-picture-view" aria-busy={picture.busy}>
      <div class="view-body">
        <Heading page="picture" title={t("parity_picture_title")}>
          {picture.view?.text ?? t("parity_picture_lead")}
        </Heading>
        <SelectField
          label={t("parity_for_product")}
          value={picture.productId}
          testid="parity-picture-product"
          options={(state.shop?.products ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(id) => void act.parity.setPicture(id)}
        />
        {picture.error === null ? null : <ErrorNotice error={picture.error} />}
        {picture.view === null ? (
          picture.error === null ? (
            <Skeleton />
          ) : null
        ) : picture.view.rows.length === 0 ? (
          <Empty
            testid="parity-picture-empty"
            drawing={<Icon name="image" size={32} />}
            title={t("parity_picture_none")}
          >
            {t("parity_picture_none_text")}
          </Empty>
        ) : (
          <Shown view={picture.view} />
        )}
      </div>
    </div>
  );
}

function barOf(row: PictureRow): PictureBar {
  return {
    name: countryName(row.country, row.name),
    price: row.price.minor,
    left: row.left.minor,
    native: row.native?.minor ?? null,
    text: row.percent === 0 ? row.left.text : t("parity_picture_price", row.left.text, row.percent),
  };
}

function Shown({ view }: { view: PictureView }) {
  const { width, wide } = usePanel();
  const [saving, setSaving] = useState(false);
  const box = useRef<HTMLElement>(null);
  const bars = useMemo(() => view.rows.map(barOf), [view]);
  const say = {
    title: t("parity_picture_of", view.product),
    before: t("parity_picture_before"),
    after: t("parity_picture_after"),
    native: t("parity_native_long"),
  };
  const across = Math.floor(wide ? width * 0.58 : width - 2);
  const picture = useMemo(() => drawn(bars, across, say, PAGE_COLOURS), [bars, across]);

  /** As it is seen here, wide enough for a page, with the colours of now. */
  function file(): { svg: string; picture: Picture } {
    const style = getComputedStyle(box.current ?? document.documentElement);
    const probe = document.createElement("span");
    (box.current ?? document.body).append(probe);
    const colours = Object.fromEntries(
      Object.entries(COLOUR_NAMES).map(([part, name]) => {
        probe.style.color = style.getPropertyValue(name);
        return [part, getComputedStyle(probe).color];
      }),
    ) as unknown as PictureColours;
    probe.remove();
    const whole = drawn(bars, FILE_WIDTH, say, colours);
    return { svg: svgText(whole, say.title), picture: whole };
  }

  async function savePng(): Promise<void> {
    setSaving(true);
    try {
      const { svg, picture: whole } = file();
      saveBlob(t("parity_picture_png"), await pngOf(svg, whole.width, whole.height));
    } catch {
      toast(t("parity_picture_failed"));
    } finally {
      setSaving(false);
    }
  }

  return (
    <>
      <div class="row">
        <Button
          small
          icon="download"
          testid="parity-picture-svg"
          onClick={() => saveFile(t("parity_picture_svg"), "image/svg+xml", file().svg)}
        >
          {t("parity_picture_save_svg")}
        </Button>
        <Button small icon="download" busy={saving} testid="parity-picture-png" onClick={() => void savePng()}>
          {t("parity_picture_save_png")}
        </Button>
      </div>
      <div class="picture-parts">
        <figure class="card picture" ref={box}>
          <Drawing picture={picture} label={say.title} />
        </figure>
        <PictureTable view={view} />
      </div>
    </>
  );
}

function Drawing({ picture, label }: { picture: Picture; label: string }) {
  const { width, height, shapes } = picture;
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={label}
      data-testid="parity-picture"
    >
      {shapes.map(({ tag, attributes, text }, n) => h(tag, { key: n, ...attributes }, text))}
    </svg>
  );
}

function PictureTable({ view }: { view: PictureView }) {
  const { wide } = usePanel();
  return (
    <details class="more as-table" open={wide || undefined}>
      <summary data-testid="parity-picture-as-table">
        {t("parity_picture_table")} <Icon name="down" size={12} />
      </summary>
      <div class="card">
        <table class="figures-table" data-testid="parity-picture-rows">
          <thead>
            <tr>
              <th scope="col">{t("parity_country")}</th>
              <th scope="col" class="num">
                {t("parity_picture_before")}
              </th>
              <th scope="col" class="num">
                {t("parity_picture_after")}
              </th>
              <th scope="col" class="num">
                {t("parity_native_column")}
              </th>
            </tr>
          </thead>
          <tbody>
            {view.rows.map((row) => (
              <tr key={row.country}>
                <th scope="row">{countryName(row.country, row.name)}</th>
                <td class="num muted">{row.price.text}</td>
                <td class="num strong">{row.left.text}</td>
                <td class="num muted">{row.native?.text ?? "–"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
