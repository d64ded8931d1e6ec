/** One buyer with everything they ever bought, and ways on into the Fulfil tool. */

import { useEffect, useState } from "preact/hooks";

import { errorBody, useApi } from "../../../shared/api.ts";
import { copyText } from "../../../shared/copy.ts";
import { moment } from "../../../shared/format.ts";
import { t, tn } from "../../../shared/i18n.ts";
import type { CustomerDetailView, CustomerView, ErrorBody, SaleView } from "../../../shared/protocol.d.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { ErrorNotice, Stat, Tag } from "../../../shared/ui/surface.tsx";
import { usePanel } from "../../panel.ts";
import { hashOf } from "../../route.ts";
import { Skeleton } from "../../starting.tsx";

export function CustomerSheet({ email, onClose }: { email: string; onClose: () => void }) {
  const api = useApi();
  const [view, setView] = useState<CustomerDetailView | null>(null);
  const [error, setError] = useState<ErrorBody | null>(null);
  useEffect(() => {
    api.request({ op: "customers.get", email }).then(setView, (thrown: unknown) => setError(errorBody(thrown)));
  }, [api, email]);
  return (
    <Dialog title={view?.customer.name || email} onClose={onClose} testid="customer-sheet">
      {error === null ? null : <ErrorNotice error={error} />}
      {view === null ? error === null ? <Skeleton /> : null : <Detail view={view} />}
    </Dialog>
  );
}

function Detail({ view }: { view: CustomerDetailView }) {
  const { customer, sales, more } = view;
  return (
    <div class="stack loose">
      <div class="stack tight">
        <div class="row between">
          <span class="customer-email" data-testid="customer-email">
            {customer.email}
          </span>
          {customer.may_contact ? (
            <Button small onClick={() => copyText(customer.email, tn("customers_copied", 1))}>
              {t("customers_copy_address")}
            </Button>
          ) : (
            <Tag tone="care">{t("customers_no_contact")}</Tag>
          )}
        </div>
        {customer.may_contact ? null : <p class="muted small">{t("customers_no_contact_why")}</p>}
      </div>
      <div class="stats customer-stats">
        <Stat value={customer.spent.text} label={t("customers_stat_spent")} />
        <Stat value={customer.purchases} label={t("customers_stat_purchases")} />
        <Stat value={customer.units} label={t("customers_stat_units")} />
        {customer.refunds === 0 ? null : (
          <Stat value={customer.refunded.text} label={tn("customers_stat_refunds", customer.refunds)} />
        )}
      </div>
      <Facts customer={customer} />
      <Ways sales={sales} />
      <section class="stack tight" aria-label={t("customers_bought")}>
        <h3>{tn("customers_payments", customer.sales)}</h3>
        <ul class="customer-sales" data-testid="customer-sales">
          {sales.map((sale) => (
            <Sale key={sale.sale_id} sale={sale} />
          ))}
        </ul>
        {more === 0 ? null : <p class="muted small">{tn("customers_more_sales", more)}</p>}
      </section>
    </div>
  );
}

function Facts({ customer }: { customer: CustomerView }) {
  const dispute = customer.disputes === 0 ? "" : t("customers_disputes", customer.disputes, customer.disputes_won);
  const facts: readonly (readonly [string, string])[] = [
    [t("customers_fact_first"), customer.first],
    [t("customers_fact_last"), customer.last],
    [t("customers_fact_country"), customer.country],
    [t("customers_fact_membership"), t(`customers_membership_${customer.membership}`)],
    [t("customers_fact_codes"), customer.codes.join(", ")],
    [t("customers_fact_utm"), customer.utm_source],
    [t("customers_fact_disputes"), dispute],
    [t("customers_fact_keys"), customer.license_keys.join(", ")],
  ];
  return (
    <dl class="customer-facts">
      {facts
        .filter(([, value]) => value !== "")
        .map(([name, value]) => (
          <div key={name}>
            <dt class="muted">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** Most addresses hold so many ids. */
const MOST_LINKED = 200;

function Ways({ sales }: { sales: readonly SaleView[] }) {
  const link = (page: string, some: readonly SaleView[]): string =>
    hashOf("fulfil", {
      page,
      sales: some
        .slice(0, MOST_LINKED)
        .map(({ sale_id }) => sale_id)
        .join(","),
    });
  const ways = [
    ["ship", sales.filter(({ physical, shipped, refunded }) => physical && !shipped && refunded !== "fully")],
    ["refunds", sales.filter(({ left, dispute }) => left !== null && left.minor > 0 && dispute !== "open")],
    ["receipts", sales],
    ["licenses", sales.filter(({ license }) => license !== null)],
  ] as const;
  return (
    <nav class="chips" aria-label={t("customers_ways")} data-testid="customer-ways">
      {ways.map(([page, some]) =>
        some.length === 0 ? null : (
          <a key={page} class="chip" href={link(page, some)} data-testid={`customer-to-${page}`}>
            {t(`customers_to_${page}`)}
          </a>
        ),
      )}
    </nav>
  );
}

function Sale({ sale }: { sale: SaleView }) {
  const { now } = usePanel();
  return (
    <li>
      <div class="row between nowrap">
        <span class="table-title">{sale.product}</span>
        <span class="strong num">{sale.price.text}</span>
      </div>
      <div class="muted small">
        {[
          moment(sale.created_at_ms, now()),
          sale.variants,
          sale.quantity === 1 ? "" : t("customers_times", sale.quantity),
          sale.order === "" ? "" : t("customers_order", sale.order),
          sale.license?.key ?? "",
        ]
          .filter(Boolean)
          .join(" · ")}
      </div>
      <div class="row">
        {sale.refunded === "none" ? null : (
          <Tag tone="care">{t(sale.refunded === "fully" ? "sales_refunded_fully" : "sales_refunded_partly")}</Tag>
        )}
        {sale.dispute === "none" ? null : (
          <Tag tone={sale.dispute === "won" ? "plain" : "bad"}>{t(`customers_dispute_${sale.dispute}`)}</Tag>
        )}
        {sale.license?.disabled ? <Tag tone="bad">{t("customers_key_disabled")}</Tag> : null}
      </div>
    </li>
  );
}
