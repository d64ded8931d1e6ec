/** A saved script as a rule for prices: its answers about products, as the form of prices takes them. */

import { errorBody } from "../shared/api.ts";
import type { Api } from "../shared/api.ts";
import type { ErrorBody, PriceForm } from "../shared/protocol.d.ts";
import { EMPTY_SALES_FILTER } from "./sales/overview.ts";
import type { RuleActions, RuleAnswers } from "./scripts/rules.ts";

export type ScriptPrices = PriceForm["script_prices"];

/** What the script of that name says these products are to cost; null when it did not say. */
export type AskScript = (name: string, product_ids: string[]) => Promise<ScriptPrices | null>;

/** The script as it is saved now is asked. Rejects with a sentence for the field `script` where there is none. */
export function askScript(api: Api, ask: RuleActions["ask"], gone: (name: string) => string): AskScript {
  return async (name, product_ids) => {
    const { scripts } = await api.request({ op: "script.rules" });
    const script = scripts.find((one) => one.name === name && one.roles.includes("price"));
    if (script === undefined) throw refusal({ script: gone(name) });
    const answers = await ask(script, { role: "price", product_ids, sales: EMPTY_SALES_FILTER, most: null });
    return answers === null ? null : pricesOf(answers);
  };
}

/** An error of a form: a sentence for each field. */
export function refusal(fields: Readonly<Record<string, string>>): { body: ErrorBody } {
  return { body: { ...errorBody(""), code: "bad_form", fields: { ...fields } } };
}

function pricesOf({ keys, values, currencies }: RuleAnswers): ScriptPrices {
  return Object.fromEntries(
    keys.map((key, at) => [key, { minor: String(values[at]), currency: currencies[at] ?? "" }]),
  );
}
