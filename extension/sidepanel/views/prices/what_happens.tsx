/** What the form means, in sentences and examples, before anything is previewed. */

import { usCents } from "../../../shared/format.ts";
import { t, tn } from "../../../shared/i18n.ts";
import { Bars } from "../../../shared/ui/chart.tsx";
import { Card, Tag } from "../../../shared/ui/surface.tsx";
import { usePanel } from "../../panel.ts";

export function WhatHappens() {
  const { check } = usePanel().state.form;
  if (check === null || check.sentences.length + check.examples.length === 0) return null;
  return (
    <>
      <Card
        title={t("what_happens")}
        aside={
          check.changing === null ? null : <span class="muted small">{tn("would_change", check.changing)}</span>
        }
        testid="what-happens"
      >
        <p class="muted">{check.sentences.join(" ")}</p>
        {check.examples.length === 0 ? null : (
          <div class="examples">
            {check.examples.map((example) => (
              <div key={example.name} class="example">
                <span class="clip">{example.name}</span>
                <span>
                  <span class="old">{example.old}</span> <span class="strong">{example.new}</span>
                </span>
              </div>
            ))}
          </div>
        )}
      </Card>
      {check.bands.length === 0 ? null : (
        <Card
          title={t("net_title")}
          aside={check.net_change ? <Tag tone={check.net_better ? "good" : "bad"}>{check.net_change}</Tag> : null}
          testid="net"
        >
          <Bars
            label={t("net_chart")}
            beforeLabel={t("net_now")}
            afterLabel={t("net_then")}
            pairs={check.bands.map((band) => ({
              label: band.label,
              before: band.before_minor,
              after: band.after_minor,
              beforeText: usCents(band.before_minor),
              afterText: usCents(band.after_minor),
            }))}
          />
        </Card>
      )}
    </>
  );
}
