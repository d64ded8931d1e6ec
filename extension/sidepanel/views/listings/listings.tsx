/** The Listings tool: every product's listing with its score, and one product's with what could be better. */

import { usePanel } from "../../panel.ts";
import { ListPage } from "./list_page.tsx";
import { ProductPage } from "./product_page.tsx";

export function ListingsTool() {
  const { state } = usePanel();
  const id = state.route.params["id"];
  return id === undefined ? <ListPage /> : <ProductPage key={id} id={id} />;
}
