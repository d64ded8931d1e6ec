/** A CSV file to start from: the header, and two lines to write over. Pure. */

import type { ProductRow } from "../../../shared/protocol.d.ts";

const HEADER = "product,code,amount,kind,cap,minimum";
const EXAMPLE = "product-link-end";

/** With the first chosen product where there is one, so that the lines could be imported as they are. */
export function templateFor(products: readonly ProductRow[]): string {
  const [first] = products;
  const product = first === undefined ? EXAMPLE : first.id;
  return `${[HEADER, `${product},EXAMPLE20,20%,percent,100,`, `${product},EXAMPLE5,5,amount,,20`].join("\r\n")}\r\n`;
}
