/** Views of bulk edits as the core sends them. */

import type { EditCheckView, EditOptionsView, ListingPlanRow } from "../../../extension/shared/protocol.d.ts";

export function editCheck(change: Partial<EditCheckView> = {}): EditCheckView {
  return {
    errors: {},
    sentences: [],
    products: 0,
    rows: 0,
    places: 0,
    left_alone: 0,
    unread: 0,
    examples: [],
    html: "",
    ...change,
  };
}

export function editOptions(change: Partial<EditOptionsView> = {}): EditOptionsView {
  return {
    products: 1,
    tags: [],
    version_categories: [],
    versions: [],
    currencies: [],
    published: 1,
    unpublished: 0,
    policies: [],
    policies_unread: 0,
    versions_unread: 0,
    most_read_s: 0,
    ...change,
  };
}

export function listingRow(key: string, change: Partial<ListingPlanRow> = {}): ListingPlanRow {
  return {
    key,
    product_id: key,
    product: `Product ${key}`,
    detail: "",
    doing: "change",
    doing_text: "changes",
    reason: null,
    reason_text: "",
    fields: [],
    places: 0,
    line: null,
    notes: [],
    undo_note: "",
    whole: true,
    can_untick: true,
    ...change,
  };
}
