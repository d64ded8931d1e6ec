/** One field of a listing with what becomes of it. */

import type { FieldChange } from "../../../shared/protocol.d.ts";
import { TagsDiff, TextDiff } from "../../../shared/ui/text_diff.tsx";

interface ChangeProps {
  change: FieldChange;
  /** All of the text is shown. */
  isOpen: boolean;
  /** Fetches what is left out between changes. */
  onOpen?: () => void;
  /** False in the rows of a table, where the keys open it in another way. */
  tabbable?: boolean;
}

export function Change({ change, isOpen, onOpen, tabbable = true }: ChangeProps) {
  const { field, label, pieces, note } = change;
  return (
    <div class="listing-change" data-testid={`change-${field}`}>
      <span class="muted">{label}</span>
      <div>
        {field === "tags" ? (
          <TagsDiff pieces={pieces} />
        ) : (
          <TextDiff
            pieces={pieces}
            tags={field === "description"}
            open={isOpen}
            onOpen={onOpen}
            tabbable={tabbable}
          />
        )}
        {note === "" ? null : <div class="muted">{note}</div>}
      </div>
    </div>
  );
}
