/** What the overview asks, and the answer to the newest question. Pure but for the asking. */

import { errorBody } from "../../shared/api.ts";
import type { Api } from "../../shared/api.ts";
import type { ErrorBody, OverviewForm, OverviewView, SalesFilter } from "../../shared/protocol.d.ts";

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

export interface OverviewState {
  form: OverviewForm;
  measure: Measure;
  /** The newest answer; it stays while another question is asked. */
  view: OverviewView | null;
  busy: boolean;
  error: ErrorBody | null;
}

export const OVERVIEW_INITIAL: OverviewState = {
  form: FIRST_OVERVIEW,
  measure: "gross",
  view: null,
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
  return {
    async ask(form: OverviewForm): Promise<void> {
      const mine = ++asked;
      told({ form, busy: true });
      try {
        const view = await api.request({ op: "sales.overview", form });
        if (mine === asked) told({ view, busy: false, error: null });
      } catch (thrown) {
        if (mine === asked) told({ busy: false, error: errorBody(thrown) });
      }
    },
  };
}
