"""Schedules are kept whole, by account, and those that are over do not pile up in the list."""

from py_core.schedule.records import Phase, ScheduleRecord
from py_core.store.database import open_database
from py_core.store.plan_store import PlanStore
from py_core.store.schedule_store import ScheduleStore
from tests.unit.execution.rig import plan_of
from tests.unit.schedule.test_moves import record


def stored(*records: ScheduleRecord) -> ScheduleStore:
    connection = open_database(":memory:")
    digest = PlanStore(connection).save(plan_of(()))
    store = ScheduleStore(connection)
    for each in records:
        store.save(each.model_copy(update={"digest": digest}))
    return store


def test_a_record_comes_back_as_it_was_and_a_later_one_replaces_it() -> None:
    store = stored(record())
    found = store.load("one")
    assert found is not None
    assert found.model_copy(update={"digest": "d"}) == record()
    store.save(found.model_copy(update={"phase": Phase.ON, "start_run_id": "r"}))
    assert store.open() == (found.model_copy(update={"phase": Phase.ON, "start_run_id": "r"}),)
    assert store.load("two") is None


def test_the_list_is_of_one_account_and_the_open_ones_are_of_all() -> None:
    store = stored(
        record(schedule_id="a", created_at_ms=1),
        record(schedule_id="b", created_at_ms=2, phase=Phase.ENDED),
        record(schedule_id="c", created_at_ms=3, account_id="other"),
    )
    assert [each.schedule_id for each in store.list("shop")] == ["a", "b"]
    assert [each.schedule_id for each in store.open()] == ["a", "c"]


def test_of_those_that_are_over_the_newest_hundred_are_listed() -> None:
    over = (record(schedule_id=f"{n:03d}", created_at_ms=n, phase=Phase.ENDED) for n in range(130))
    listed = stored(*over, record(schedule_id="open", created_at_ms=0)).list("shop")
    assert [each.schedule_id for each in listed[:2]] == ["open", "129"]
    assert len(listed) == 101
