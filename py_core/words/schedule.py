"""Words about plans that run at a time of their own."""

WORDS: dict[str, str | tuple[str, str]] = {
    "schedule_no_refunds": "Refunds cannot be run later. Money goes back only while you are there.",
    "schedule_for_good_only": "This cannot be run later, because it cannot be taken back.",
    "schedule_not_undoable_hint": "Apply the preview now, or make it when the time has come.",
    "schedule_state_waiting": "to come",
    "schedule_state_running": "running",
    "schedule_state_on": "in force",
    "schedule_state_ended": "over",
    "schedule_state_missed": "missed",
    "schedule_state_held": "held",
    "schedule_state_cancelled": "cancelled",
    "schedule_start_past": "This time has passed. Choose a later one, or start now.",
    "schedule_start_far": "At most a year ahead.",
    "schedule_end_before": "The end has to be at least a minute after the start.",
    "schedule_end_past": "This time has passed. Choose a later one.",
    "schedule_end_far": "At most two years ahead.",
    "schedule_bad_times": "These times cannot be scheduled. Nothing was scheduled.",
    "schedule_already": "This preview is scheduled already. Nothing else was scheduled.",
    "schedule_already_hint": "Cancel that one under Schedule first to choose other times.",
    "schedule_unknown": "This schedule is not on this machine any more. Nothing was changed.",
    "schedule_unknown_hint": "Open Schedule again.",
    "schedule_over": "Nothing of this schedule is left to come, so there is nothing to cancel.",
    "schedule_over_hint": "What it did can be undone in History.",
    "schedule_does": ("{n} change is made then.", "{n} changes are made then."),
    "schedule_does_now": ("{n} change is made at once.", "{n} changes are made at once."),
    "schedule_reads_first": (
        "Each is read again just before. What has changed by then is left alone, and you are told."
    ),
    "schedule_takes_back": "At the end everything it changed is taken back, as Undo in History does it.",
    "schedule_for_good": "It stays. You can undo it in History.",
    "schedule_hold_token": (
        "No token was at hand when its time came, so nothing was sent. Connect the shop or unlock the token; it "
        "then goes on by itself."
    ),
    "schedule_hold_token_refused": (
        "Gumroad refused the token when its time came, so nothing was sent. Connect the shop again under Settings; "
        "it then goes on by itself."
    ),
    "schedule_hold_other_shop": "Another shop was open when its time came, so nothing was sent.",
    "schedule_hold_read_only": (
        "Read-only mode is on, so nothing was sent. Switch it off under Settings; it then goes on by itself."
    ),
    "schedule_hold_busy": "Waits until the run that is going on is over, then goes on by itself.",
    "schedule_hold_offline": (
        "Gumroad could not be reached when its time came, so nothing was sent. It is tried again every few minutes."
    ),
    "schedule_hold_paused": "Its run is paused. {why} Open the run to continue it.",
    "schedule_hold_refused": "It could not go on, and nothing was sent. {why}",
    "schedule_hold_broken": (
        "Something in Gumsmith broke, so it did not go on. It is tried again in an hour. What was done is in "
        "History."
    ),
    "schedule_doing": "Being changed now.",
    "schedule_taking_back": "Being taken back now.",
    "schedule_started": "At the start: {summary}.",
    "schedule_ended": "At the end: {summary}.",
    "schedule_started_late": "It started {late} late, because Gumsmith could not run before.",
    "schedule_ended_late": "It was taken back {late} late, because Gumsmith could not run before.",
    "schedule_by_hand": "You ran it yourself before its time.",
    "schedule_nothing_left": "At the end there was nothing left to take back.",
    "schedule_tried_again": "What you tried again later is not taken back with it: undo that run in History.",
    "schedule_missed": (
        "The browser was closed, or the shop not connected, through all of its time. Nothing was sent. To do it "
        "now, make the preview again."
    ),
    "schedule_missed_late": (
        "Its time was more than a week ago when Gumsmith could run again, so nothing was sent. To do it now, make "
        "the preview again."
    ),
    "schedule_missed_damaged": (
        "The stored preview could not be read any more, so nothing was sent. Make the preview again."
    ),
    "schedule_cancelled_before": "Cancelled before its start. Nothing was sent.",
    "schedule_cancelled_after": "Cancelled after its start: what was changed stays. You can undo it in History.",
    "schedule_elsewhere": (
        "{n} scheduled change of another shop is due. Open that shop; it then goes on by itself.",
        "{n} scheduled changes of another shop are due. Open that shop; they then go on by themselves.",
    ),
    "schedule_news_held": "“{title}” is scheduled and could not go on. Look at Schedule.",
    "schedule_news_missed": "“{title}” was scheduled and missed its time. Nothing was sent.",
    "schedule_news_left": "“{title}” ran by schedule, and not every row came through.",
    "schedule_news_late": "“{title}” ran by schedule, later than planned.",
    "schedule_news_more": ("{first} And one more.", "{first} And {n} more."),
    "schedule_minutes": ("{n} minute", "{n} minutes"),
    "schedule_hours": ("{n} hour", "{n} hours"),
    "schedule_days": ("{n} day", "{n} days"),
}
