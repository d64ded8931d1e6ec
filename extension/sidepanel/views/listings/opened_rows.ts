/** Rows of a preview whose texts are shown whole: fetched when they are opened, kept while the row stays as it is. */

import { useCallback, useRef, useState } from "preact/hooks";

import { errorBody, useApi } from "../../../shared/api.ts";
import type { ListingPlanRow } from "../../../shared/protocol.d.ts";
import { toast } from "../../../shared/ui/live.tsx";

interface Opened {
  /** The texts of the row when it was opened. */
  of: string;
  /** Null while it is fetched. */
  whole: ListingPlanRow | null;
}

export interface OpenedRows {
  /** The row with its texts whole; null while it is shut. */
  wholeOf: (row: ListingPlanRow) => ListingPlanRow | null;
  open: (row: ListingPlanRow) => void;
  shut: (row: ListingPlanRow) => void;
}

export function useOpenedRows(digest: string): OpenedRows {
  const api = useApi();
  const [opened, setOpened] = useState<ReadonlyMap<string, Opened>>(new Map());
  const shown = useRef({ digest, opened });
  shown.current = { digest, opened };
  const put = useCallback((key: string, value: Opened | null) => {
    setOpened((before) => {
      const next = new Map(before);
      if (value === null) next.delete(key);
      else next.set(key, value);
      return next;
    });
  }, []);
  const wholeOf = useCallback(
    (row: ListingPlanRow) => {
      const here = opened.get(row.key);
      return here !== undefined && here.of === JSON.stringify(row.fields) ? here.whole : null;
    },
    [opened],
  );
  const open = useCallback(
    (row: ListingPlanRow) => {
      const { key } = row;
      const of = JSON.stringify(row.fields);
      if (shown.current.opened.get(key)?.of === of) return;
      if (row.whole) return put(key, { of, whole: row });
      put(key, { of, whole: null });
      api.request({ op: "listing.edit.row", digest: shown.current.digest, key }).then(
        (whole) => put(key, { of, whole }),
        (thrown: unknown) => {
          put(key, null);
          toast(errorBody(thrown).message);
        },
      );
    },
    [api, put],
  );
  const shut = useCallback((row: ListingPlanRow) => put(row.key, null), [put]);
  return { wholeOf, open, shut };
}
