"""Words about codes in a run: how their steps ended, what a run of them is called, how a code reads."""

WORDS: dict[str, str | tuple[str, str]] = {
    "no_code": "no code",
    "every_product": "Every product",
    "state_cap": ("at most {n:,} use", "at most {n:,} uses"),
    "state_minimum": "orders from {amount}",
    "code_already": "This code stood there already, just as wanted. Nothing was sent.",
    "code_stands": (
        "Another code {name} stands there since: {now}. Nothing was sent. Delete that one or choose another name."
    ),
    "code_other_currency": (
        "Its product is sold in {now} now, not in {wanted}, so the amounts would mean something else. "
        "Nothing was sent."
    ),
    "code_renamed": "It is called {now} by now. Nothing was sent.",
    "code_gone": "It was gone already. Nothing was sent.",
    "code_gone_once": "It was gone already: a code for one use disappears once it was used. Nothing was sent.",
    "code_used_since": (
        "It was used since the preview, {n:,} time by now. Nothing was sent.",
        "It was used since the preview, {n:,} times by now. Nothing was sent.",
    ),
    "code_read_back": "Gumroad gave no clear answer; read back afterwards, the code is there.",
    "code_read_back_gone": "Gumroad gave no clear answer; read back afterwards, the code is gone.",
    "code_unknown": (
        "Gumroad gave no clear answer and now shows another code {name}: {now}. "
        "Look at it before you change anything."
    ),
    "code_not_made": "Gumroad did not make the code. {why}",
    "code_not_deleted": "Gumroad did not delete the code; it is still there. {why}",
    "code_default": (
        "Gumroad lists this code but does not let it be deleted, as it does with a code that a product applies by "
        "itself. The code is still there. Take it off that product on Gumroad first, then try that one again."
    ),
    "code_old_gone": (
        "The code that stood here before is deleted already, so there is none of this name now. Try that one again."
    ),
    "needs_create_code": "The old code is still there, so this one was not made. Nothing was sent.",
    "needs_delete_code": (
        "The code that takes its place was not made, so this one stays where it is. Nothing was sent."
    ),
    "needs_unsure": (
        "It is not sure how the step before this one ended, so this one was left alone. Nothing was sent. "
        "Try both again: each is read first."
    ),
    "limits_other_currency": (
        "Its product is sold in {now} now, not in {wanted}, so this minimum order would mean something else. "
        "Nothing was sent."
    ),
    "limits_read_back": "Gumroad gave no clear answer; read back afterwards, it has the new limits.",
    "limits_not_applied": "Gumroad did not make the change; the code still has its old limits. {why}",
    "label_made": "made",
    "label_deleted": "deleted",
    "count_made": "{n} made",
    "count_deleted": "{n} deleted",
    "run_doing_made": ("Making {n:,} code", "Making {n:,} codes"),
    "run_doing_deleted": ("Deleting {n:,} code", "Deleting {n:,} codes"),
    "run_doing_limits": ("Changing the limits of {n:,} code", "Changing the limits of {n:,} codes"),
    "run_doing_codes": ("Making {n:,} change to codes", "Making {n:,} changes to codes"),
    "run_done_made": ("{n:,} code made", "{n:,} codes made"),
    "run_done_deleted": ("{n:,} code deleted", "{n:,} codes deleted"),
    "run_done_limits": ("Limits of {n:,} code changed", "Limits of {n:,} codes changed"),
    "run_done_codes": ("{n:,} change to codes made", "{n:,} changes to codes made"),
    "run_done_part_made": "{done:,} of {total:,} codes made",
    "run_done_part_deleted": "{done:,} of {total:,} codes deleted",
    "run_done_part_limits": "Limits of {done:,} of {total:,} codes changed",
    "run_done_part_codes": "{done:,} of {total:,} changes to codes made",
    "run_doing_undo_made": ("Making {n:,} code again", "Making {n:,} codes again"),
    "run_doing_undo_deleted": ("Taking back {n:,} code", "Taking back {n:,} codes"),
    "run_doing_undo_limits": ("Taking back the limits of {n:,} code", "Taking back the limits of {n:,} codes"),
    "run_doing_undo_codes": ("Taking back {n:,} change to codes", "Taking back {n:,} changes to codes"),
    "run_done_undo_made": ("{n:,} code made again", "{n:,} codes made again"),
    "run_done_undo_deleted": ("{n:,} code taken back", "{n:,} codes taken back"),
    "run_done_undo_limits": ("Limits of {n:,} code restored", "Limits of {n:,} codes restored"),
    "run_done_undo_codes": ("{n:,} change to codes taken back", "{n:,} changes to codes taken back"),
    "run_done_part_undo_made": "{done:,} of {total:,} codes made again",
    "run_done_part_undo_deleted": "{done:,} of {total:,} codes taken back",
    "run_done_part_undo_limits": "Limits of {done:,} of {total:,} codes restored",
    "run_done_part_undo_codes": "{done:,} of {total:,} changes to codes taken back",
    "csv_code": "Code",
    "csv_code_id": "Code ID",
    "csv_before": "Before",
    "csv_after": "After",
}
