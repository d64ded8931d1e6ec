"""Discount codes. Source: API contract, section 7."""

from py_core.gumroad.calls.asking import EDIT_PRODUCTS, READ_SCOPE, all_of, get, nothing, one, path, send
from py_core.gumroad.confirm import compared
from py_core.gumroad.keep import KEEP
from py_core.gumroad.models.codes import OfferCode, read_offer_code
from py_core.gumroad.rules.codes import CodeChange, CodeDraft, change_objections, draft_objections
from py_core.gumroad.rules.objections import refuse
from py_core.gumroad.wire import Call, Effect, Mismatch, Request


def list_offer_codes(product_id: str) -> Call[tuple[OfferCode, ...]]:
    """Live codes that apply to a product, universal ones included, oldest first. Source: section 7.2."""
    request = get(path("products", product_id, "offer_codes"))
    return Call(request, Effect.READ, READ_SCOPE, all_of("offer_codes", read_offer_code))


def get_offer_code(product_id: str, code_id: str) -> Call[OfferCode]:
    """One code. Source: section 7.2."""
    request = get(path("products", product_id, "offer_codes", code_id))
    return Call(request, Effect.READ, READ_SCOPE, one("offer_code", read_offer_code))


def create_offer_code(product_id: str, draft: CodeDraft) -> Call[OfferCode]:
    """Make a code. `universal` goes out as the text `true`: a JSON true would be read as no.

    What depends on other codes and on prices is for `rules.codes` to say before.
    Raises: InputError. Source: sections 1.1, 7.2 and 7.3.
    """
    refuse(draft_objections(draft))
    return Call(
        draft_request(product_id, draft),
        Effect.CREATE,
        EDIT_PRODUCTS,
        one("offer_code", read_offer_code),
        lambda code: confirm_draft(draft, code),
    )


def draft_request(product_id: str, draft: CodeDraft) -> Request:
    """The request for a code, without asking whether Gumroad would take it."""
    percent = draft.percent_off is not None
    return send(
        "POST",
        path("products", product_id, "offer_codes"),
        name=draft.name.strip(),
        amount_off=draft.percent_off if percent else draft.amount_minor,
        offer_type="percent" if percent else "cents",
        max_purchase_count=KEEP if draft.max_purchase_count is None else draft.max_purchase_count,
        minimum_amount_cents=KEEP if draft.minimum_amount_minor is None else draft.minimum_amount_minor,
        universal="true" if draft.universal else KEEP,
    )


def confirm_draft(draft: CodeDraft, code: OfferCode) -> tuple[Mismatch, ...]:
    """The fields of a draft that a code does not have."""
    return compared(
        ("name", draft.name.strip(), code.name),
        ("percent_off", draft.percent_off, code.percent_off),
        ("amount_cents", draft.amount_minor, code.amount_minor),
        ("max_purchase_count", draft.max_purchase_count, code.max_purchase_count),
        ("minimum_amount_cents", draft.minimum_amount_minor, code.minimum_amount_minor),
        ("universal", draft.universal, code.universal),
    )


def update_offer_code(product_id: str, code_id: str, change: CodeChange) -> Call[OfferCode]:
    """Set a code's limits; nothing else of it can be changed. Raises: InputError. Source: sections 7.2 and 7.3."""
    refuse(change_objections(change))
    request = send(
        "PUT",
        path("products", product_id, "offer_codes", code_id),
        max_purchase_count=change.max_purchase_count,
        minimum_amount_cents=change.minimum_amount_minor,
    )
    return Call(
        request,
        Effect.SET,
        EDIT_PRODUCTS,
        one("offer_code", read_offer_code),
        lambda code: compared(
            ("max_purchase_count", change.max_purchase_count, code.max_purchase_count),
            ("minimum_amount_cents", change.minimum_amount_minor, code.minimum_amount_minor),
        ),
    )


def delete_offer_code(product_id: str, code_id: str) -> Call[None]:
    """Delete a code; a universal one goes for every product. Source: section 7.2."""
    request = send("DELETE", path("products", product_id, "offer_codes", code_id))
    return Call(request, Effect.DELETE, EDIT_PRODUCTS, nothing)
