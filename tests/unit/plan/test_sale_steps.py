"""Steps about sales: what they are about, and that only switching a key can be taken back."""

import pytest

from py_core.plan.sale_steps import (
    LicenseState,
    MarkShipped,
    RefundSale,
    RefundState,
    ResendReceipt,
    SetLicense,
    ShipState,
    TakeUseBack,
    UsesState,
    use_key,
)
from py_core.plan.steps import FOR_GOOD, SALE_SUBJECTS, Step, Subject, can_take_back, inverse, needs_of, subject_of

OF = {
    "key": "s",
    "sale_id": "s",
    "order": "",
    "product_id": "p",
    "product_name": "Icons",
    "email": "li@example.com",
}
SHIP = MarkShipped.model_validate(
    OF | {"before": ShipState(shipped=False, tracking_url=""), "after": ShipState(shipped=True, tracking_url="")}
)
RECEIPT = ResendReceipt.model_validate(OF)
REFUND = RefundSale.model_validate(
    OF
    | {
        "order": "7",
        "currency": "usd",
        "amount_minor": 500,
        "before": RefundState(left_minor=1900),
        "after": RefundState(left_minor=1400),
    }
)
OFF = SetLicense.model_validate(
    OF | {"license_key": "K", "before": LicenseState(disabled=False), "after": LicenseState(disabled=True)}
)
USE = TakeUseBack.model_validate(
    OF | {"license_key": "K", "before": UsesState(uses=2), "after": UsesState(uses=1), "needs": use_key("s", 3)}
)


@pytest.mark.parametrize(
    ("step", "subject"),
    [
        (SHIP, Subject.SHIPPED),
        (RECEIPT, Subject.RECEIPTS),
        (REFUND, Subject.REFUNDS),
        (OFF, Subject.DISABLED),
        (USE, Subject.USES),
    ],
)
def test_only_switching_a_key_can_be_taken_back(step: Step, subject: Subject) -> None:
    assert subject_of([step]) is subject
    assert subject in SALE_SUBJECTS
    if subject in FOR_GOOD:
        assert not can_take_back(step)
        with pytest.raises(TypeError):
            inverse(step)
    else:
        assert can_take_back(step)
        assert subject_of([inverse(step)]) is Subject.ENABLED
        assert inverse(inverse(step)) == step


def test_a_step_says_what_it_needs_and_gives() -> None:
    assert (needs_of(USE), needs_of(REFUND)) == ("s/use/3", "")
    assert REFUND.gives_minor == 500
    assert (REFUND.name, SHIP.name) == ("7", "s")
