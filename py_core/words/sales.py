"""Words about the sales history."""

WORDS: dict[str, str | tuple[str, str]] = {
    "sales_stopped": "Stopped. What was read is kept; start again to go on from there.",
    "sales_failed": "Reading the sales stopped. {why}",
    "sales_kept": "What was read is kept. Start again to go on from there.",
    "storage_full": "The browser could not store more on this machine.",
    "storage_full_hint": "Free some space on the disk, then try again.",
    "sales_complete": (
        "{n} sale, {first} to {last}, and the day's units agree with Gumroad's own total.",
        "{count} sales, {first} to {last}, every day's units agree with Gumroad's own totals.",
    ),
    "sales_none": "No sales yet. Gumroad's own totals say so, too.",
    "sales_incomplete": (
        "{count} sales, {first} to {last}. {n} day does not agree with Gumroad's own totals.",
        "{count} sales, {first} to {last}. {n} days do not agree with Gumroad's own totals.",
    ),
    "sales_incomplete_none": (
        "No sales could be read. {n} day does not agree with Gumroad's own totals.",
        "No sales could be read. {n} days do not agree with Gumroad's own totals.",
    ),
    "sales_incomplete_unread": "{count} sales, {first} to {last}. Gumroad would not list every day.",
    "sales_incomplete_nothing_read": "No sales could be read. Gumroad would not list every day.",
    "sales_not_checked": (
        "{n} sale is here so far. It was not compared with Gumroad's totals yet.",
        "{count} sales are here so far. They were not compared with Gumroad's totals yet.",
    ),
    "sales_not_read": "The sales were not read yet.",
    "sales_today": "today",
    "sales_day_fewer": "{day}: {here} of {told} units are here.",
    "sales_day_more": "{day}: {here} units are here, Gumroad tells {told}.",
    "sales_unread_note": (
        "Gumroad took too long to list {days}, so some of it may be missing. Read the sales again later.",
        "Gumroad took too long to list {days} and more, so some of it may be missing. Read the sales again later.",
    ),
    "sales_money_note": (
        "On {n} day every sale is here, and the money differs from Gumroad's totals. Read everything again to get "
        "the newest amounts.",
        "On {n} days every sale is here, and the money differs from Gumroad's totals. Read everything again to get "
        "the newest amounts.",
    ),
    "sales_keys_note": (
        "Gumroad's list repeated itself once. Those days were read in another way.",
        "Gumroad's list repeated itself {n} times. Those days were read in another way.",
    ),
    "sales_bad_day": "Write the day as year-month-day, like 2026-07-31.",
    "sales_future": "That day has not come yet. Today is {today}.",
    "sales_prices_reversed": "The highest price is below the lowest one.",
    "sales_price_decimals": "Dollars have two decimals at most.",
    "sales_days_reversed": "The last day is before the first.",
    "sales_period": "{first} to {last}",
    "sales_compared": "against {days}",
    "sales_net_of": "{share} of revenue, after Gumroad's fee and refunds",
    "sales_units": ("{units} unit", "{units} units"),
    "sales_refunds_of": ("{amount} of {count} sale", "{amount} of {count} sales"),
    "sales_fees_of": "{amount} kept by Gumroad",
    "sales_points": "{change} points",
    "sales_figure_gross": "Revenue",
    "sales_figure_net": "Net",
    "sales_figure_sales": "Sales",
    "sales_figure_refunds": "Given back",
    "sales_figure_fees": "Effective fee",
    "sales_net_note": (
        "US dollars, as Gumroad tells them. Net is revenue less Gumroad's fee and what was given back; taxes that "
        "Gumroad collects are in neither."
    ),
    "sales_fee_direct": (
        "{count} paid direct sale, {gross}: Gumroad kept {share}. By the rates in Settings it would be {listed}.",
        "{count} paid direct sales, {gross}: Gumroad kept {share}. By the rates in Settings it would be {listed}.",
    ),
    "sales_fee_discover": (
        "{count} paid sale through Discover, {gross}: Gumroad kept {share}. By the rates in Settings it would be "
        "{listed}.",
        "{count} paid sales through Discover, {gross}: Gumroad kept {share}. By the rates in Settings it would be "
        "{listed}.",
    ),
    "sales_week_of": "week of {day}",
    "sales_others": ("{n} other", "{n} others"),
    "sales_by_product": "Products",
    "sales_by_country": "Countries",
    "sales_by_code": "Discount codes",
    "sales_by_utm_source": "Sources of links",
    "sales_by_utm_medium": "Media of links",
    "sales_by_utm_campaign": "Campaigns of links",
    "sales_no_utm_source": "No source named",
    "sales_no_utm_medium": "No medium named",
    "sales_no_utm_campaign": "No campaign named",
    "sales_no_code": "No code",
    "sales_no_country": "Country not known",
    "sales_no_product": "Unknown product",
}
