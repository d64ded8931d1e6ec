/** What the overview asks, and the answer to the newest question. Pure but for the asking. */

import { errorBody } from "../../shared/api.ts";
import type { Api } from "../../shared/api.ts";
import type {
  ErrorBody,
  FeesView,
  OverviewForm,
  OverviewView,
  SalesFacetsView,
  SalesFilter,
  TopView,
} from "../../shared/protocol.d.ts";

export const EMPTY_SALES_FILTER: SalesFilter = {
  first_day: "",
  last_day: "",
  product_ids: [],
  countries: [],
  codes: [],
  refunded: "any",
  type: "any",
  price_from: "",
  price_to: "",
  text: "",
};

export const FIRST_OVERVIEW: OverviewForm = { span: "90", step: "", filter: EMPTY_SALES_FILTER };

export const SPANS = ["30", "90", "year", "all", "own"] as const;

export const MEASURES = ["gross", "net", "units"] as const;
export type Measure = (typeof MEASURES)[number];

/** In the order of the page. */
export const TOP_GROUPS: readonly TopView["group"][] = [
  "product",
  "country",
  "code",
  "utm_source",
  "utm_medium",
  "utm_campaign",
];

export interface OverviewState {
  form: OverviewForm;
  measure: Measure;
  /** The newest answer; it stays while another question is asked. */
  view: OverviewView | null;
  /** They come one after another, behind the figures that are seen first. */
  tops: readonly TopView[];
  fees: FeesView | null;
  /** What a filter can ask for; null until it was asked for. */
  facets: SalesFacetsView | null;
  busy: boolean;
  error: ErrorBody | null;
}

export const OVERVIEW_INITIAL: OverviewState = {
  form: FIRST_OVERVIEW,
  measure: "gross",
  view: null,
  tops: [],
  fees: null,
  facets: null,
  busy: false,
  error: null,
};

/** How many kinds of things the filter asks for, besides the days. */
export function filterCount({ filter }: OverviewForm): number {
  const lists = [filter.product_ids, filter.countries, filter.codes].filter((list) => list.length > 0).length;
  return lists + Number(filter.refunded !== "any") + Number(filter.type !== "any");
}

/** The asking, apart from the drawing. Of two answers the one to the newer question counts. */
export function overviewAsker(api: Api, told: (change: Partial<OverviewState>) => void) {
  let asked = 0;

  async function askRest(form: OverviewForm, current: () => boolean): Promise<void> {
    const tops: TopView[] = [];
    for (const group of TOP_GROUPS) {
      tops.push(await api.request({ op: "sales.top", form, group }));
      if (!current()) return;
      told({ tops: [...tops] });
    }
    const fees = await api.request({ op: "sales.fees", form });
    if (current()) told({ fees });
  }

  return {
    async ask(form: OverviewForm): Promise<void> {
      const mine = ++asked;
      const current = (): boolean => mine === asked;
      told({ form, busy: true });
      try {
        const view = await api.request({ op: "sales.overview", form });
        if (!current()) return;
        told({ view, busy: false, error: null });
        if (!view.empty) await askRest(form, current);
      } catch (thrown) {
        if (current()) told({ busy: false, error: errorBody(thrown) });
      }
    },

    async askFacets(): Promise<void> {
      try {
        told({ facets: await api.request({ op: "sales.facets" }) });
      } catch (thrown) {
        told({ error: errorBody(thrown) });
      }
    },
  };
}
