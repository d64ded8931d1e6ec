"""The stores keep what they were given, whole or not at all."""

import sqlite3
from pathlib import Path

import pytest

from py_core.catalog.products import Version
from py_core.catalog.selection import Filter
from py_core.errors import CoreError, UnknownPlan
from py_core.execution.outcomes import Outcome, OutcomeKind, RunState
from py_core.execution.records import RunRecord
from py_core.gumroad.calls import ProductRecord
from py_core.gumroad.models import OfferCode, Variant, read_product
from py_core.plan.plan import Plan, PlanKind
from py_core.protocol.views import SavedSelection
from py_core.settings import Settings
from py_core.store.catalog_store import CatalogStore
from py_core.store.database import open_database, size_bytes, transaction, wipe
from py_core.store.meta_store import MetaStore
from py_core.store.migrations import MIGRATIONS, migrate
from py_core.store.plan_store import PlanStore
from py_core.store.run_store import RunStore
from py_core.store.script_schema import FOREIGN_SCRIPTS
from py_core.store.script_store import SavedScript, ScriptStore
from py_core.store.selection_store import SelectionStore
from tests.unit.execution.rig import plan_of, shop_of, steps_of

SHOP = "shop-1"
CODE = OfferCode(
    id="c1",
    name="SALE",
    percent_off=10,
    amount_minor=None,
    universal=False,
    max_purchase_count=None,
    minimum_amount_minor=None,
    times_used=0,
)


def version(variant_id: str = "v1", difference: int = 100) -> Version:
    return Version(
        category_id="g1",
        category_title="Licence",
        variant_id=variant_id,
        name="Team",
        price_difference_minor=difference,
    )


def record(product_id: str, price: int = 500, *, options: int = 0) -> ProductRecord:
    raw = {
        "id": product_id,
        "name": f"“{product_id}” 🎨",
        "price": price,
        "currency": "usd",
        "something_new": {"kept": [1, 2.5, None]},
        "variants": [
            {"title": "Licence", "options": [{"name": "Team", "price_difference": 100} for _ in range(options)]}
        ]
        if options
        else [],
    }
    return ProductRecord(product=read_product(raw), raw=raw)


@pytest.fixture
def connection() -> sqlite3.Connection:
    return open_database(":memory:")


def test_a_file_keeps_everything(tmp_path: Path) -> None:
    path = str(tmp_path / "gumsmith.sqlite")
    first = open_database(path)
    MetaStore(first).put("key", "text")
    first.close()
    second = open_database(path)
    assert MetaStore(second).get("key") == "text"
    assert second.execute("PRAGMA journal_mode").fetchone() == ("truncate",)
    assert second.execute("PRAGMA synchronous").fetchone() == (2,)
    second.close()


def test_a_newer_schema_is_refused_and_untouched(tmp_path: Path) -> None:
    path = str(tmp_path / "gumsmith.sqlite")
    newer = sqlite3.connect(path)
    newer.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    newer.close()
    connection = sqlite3.connect(path, isolation_level=None)
    with pytest.raises(CoreError) as refused:
        migrate(connection)
    assert refused.value.code == "newer_database"
    assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    connection.close()


def test_a_failing_migration_leaves_the_schema_as_it_was() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    broken = (("CREATE TABLE a (b)",), ("CREATE TABLE c (d)", "CREATE TABLE oops ("))
    with pytest.raises(sqlite3.OperationalError):
        migrate(connection, broken)
    assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master")]
    assert names == ["a"]
    migrate(connection, broken[:1])


def test_a_transaction_that_fails_leaves_nothing(connection: sqlite3.Connection) -> None:
    store = MetaStore(connection)
    connection.execute("CREATE TABLE one (value TEXT UNIQUE)")

    def twice() -> None:
        with transaction(connection):
            store.put("key", "text")
            connection.executemany("INSERT INTO one VALUES (?)", [("a",), ("a",)])

    with pytest.raises(sqlite3.IntegrityError):
        twice()
    assert store.get("key") is None


def test_meta_and_settings(connection: sqlite3.Connection) -> None:
    store = MetaStore(connection)
    assert store.load_settings() == Settings()
    chosen = Settings(read_only=True, usd_rates={"eur": "0.9"})
    store.save_settings(chosen)
    assert store.load_settings() == chosen
    store.put("key", "one")
    store.put("key", "two")
    assert store.get("key") == "two"
    store.delete("key")
    assert store.get("key") is None


def test_selections_by_name(connection: sqlite3.Connection) -> None:
    store = SelectionStore(connection)
    fixed = SavedSelection(name="b", filter=None, sort=None, product_ids=("1",))
    living = SavedSelection(name="A", filter=Filter(text="x"), sort=None, product_ids=())
    store.save(SHOP, fixed)
    store.save(SHOP, living)
    store.save(SHOP, fixed.model_copy(update={"product_ids": ("2",)}))
    assert [(s.name, s.product_ids) for s in store.list(SHOP)] == [("A", ()), ("b", ("2",))]
    store.delete(SHOP, "A")
    store.delete(SHOP, "never")
    assert [s.name for s in store.list(SHOP)] == ["b"]
    assert store.list("other") == ()


def test_an_unread_shop_is_empty(connection: sqlite3.Connection) -> None:
    shop = CatalogStore(connection).load_shop(SHOP)
    assert (shop.products, shop.read_at_ms) == ((), None)


def test_a_list_replaces_the_list_and_keeps_details(connection: sqlite3.Connection) -> None:
    store = CatalogStore(connection)
    store.save_list(SHOP, [record("a", options=1), record("b"), record("c")], 10)
    store.save_details(SHOP, "a", (version(),), (CODE,))
    store.save_list(SHOP, [record("new"), record("a", 700, options=1)], 20)
    shop = store.load_shop(SHOP)
    assert [(p.product.id, p.position) for p in shop.products] == [("new", 0), ("a", 1)]
    assert shop.products[1].product.price_minor == 700
    assert shop.products[1].versions == (version(),)
    assert shop.products[1].codes == (CODE,)
    assert (shop.read_at_ms, shop.products[0].codes) == (20, None)
    assert store.load_shop("other").products == ()


def test_versions_are_known_to_be_none_or_unread(connection: sqlite3.Connection) -> None:
    store = CatalogStore(connection)
    store.save_list(SHOP, [record("plain"), record("versioned", options=1)], 10)
    assert [p.versions for p in store.load_shop(SHOP).products] == [(), None]
    store.save_list(SHOP, [record("plain", options=1), record("versioned")], 20)
    assert [p.versions for p in store.load_shop(SHOP).products] == [None, ()]


def test_raw_json_loses_nothing(connection: sqlite3.Connection) -> None:
    store = CatalogStore(connection)
    store.save_list(SHOP, [record("a")], 10)
    assert '"something_new":{"kept":[1,2.5,null]}' in str(store.raw_product(SHOP, "a"))
    assert store.raw_product(SHOP, "b") is None


def test_a_list_that_began_before_a_run_wrote_keeps_the_newer_record(connection: sqlite3.Connection) -> None:
    store = CatalogStore(connection)
    store.save_list(SHOP, [record("a"), record("b")], 10)
    store.save_product(SHOP, record("a", 900), 30)
    store.save_list(SHOP, [record("b", 600), record("a", 500)], 40, begun_ms=20)
    prices = {p.product.id: (p.product.price_minor, p.position) for p in store.load_shop(SHOP).products}
    assert prices == {"b": (600, 0), "a": (900, 1)}
    store.save_list(SHOP, [record("a", 950)], 60, begun_ms=50)
    assert store.load_shop(SHOP).products[0].product.price_minor == 950


def test_records_of_unlisted_products_are_not_kept(connection: sqlite3.Connection) -> None:
    store = CatalogStore(connection)
    store.save_list(SHOP, [record("a", options=1)], 10)
    variant = Variant(
        id="v1",
        name="Team",
        description="",
        price_difference_minor=300,
        max_purchase_count=None,
        has_recurrence_prices=False,
    )
    store.save_product(SHOP, record("x"), 20)
    store.save_version(SHOP, "x", "g1", variant, 20)
    store.save_version(SHOP, "a", "g1", variant, 20)
    shop = store.load_shop(SHOP)
    assert [p.product.id for p in shop.products] == ["a"]
    assert shop.products[0].versions is None
    store.save_details(SHOP, "a", (version(), version("v2")), ())
    store.save_version(SHOP, "a", "g1", variant, 30)
    found = store.load_shop(SHOP).products[0]
    assert found.versions == (version(difference=300), version("v2"))
    assert found.product.groups[0].options[0].price_difference_minor == 300
    store.save_version(SHOP, "a", "g1", variant.model_copy(update={"name": "Another"}), 30)
    assert store.load_shop(SHOP).products[0].product.groups[0].options[0].name == "Another"


def test_a_group_of_another_title_is_left_alone(connection: sqlite3.Connection) -> None:
    store = CatalogStore(connection)
    store.save_list(SHOP, [record("a", options=1)], 10)
    store.save_details(SHOP, "a", (version().model_copy(update={"category_title": "Size"}),), ())
    variant = Variant(
        id="v1",
        name="Team",
        description="",
        price_difference_minor=300,
        max_purchase_count=None,
        has_recurrence_prices=False,
    )
    store.save_version(SHOP, "a", "g1", variant, 20)
    assert store.load_shop(SHOP).products[0].product.groups[0].options[0].price_difference_minor == 100


def _plan(title: str = "Plan") -> Plan:
    return plan_of(steps_of(shop_of(500, 700))).model_copy(update={"title": title})


def test_plans_come_back_as_they_were(connection: sqlite3.Connection) -> None:
    store = PlanStore(connection)
    plan = _plan()
    digest = store.save(plan)
    assert (digest, store.save(plan)) == (plan.digest(), digest)
    assert PlanStore(connection).load(digest) == plan
    assert store.load(digest) is plan
    store.forget_loaded()
    assert store.load(digest) is not plan


def test_only_a_few_plans_stay_in_memory(connection: sqlite3.Connection) -> None:
    store = PlanStore(connection)
    first = _plan("0")
    digest = store.save(first)
    for number in range(1, 6):
        store.save(_plan(str(number)))
    assert store.load(digest) == first
    assert store.load(digest) is not first


def test_unknown_and_damaged_plans_are_refused(connection: sqlite3.Connection) -> None:
    store = PlanStore(connection)
    with pytest.raises(UnknownPlan) as unknown:
        store.load("0" * 64)
    assert unknown.value.code == "unknown_plan"
    digest = store.save(_plan())
    connection.execute("UPDATE plans SET plan_json = replace(plan_json, '1000', '1001')")
    store.forget_loaded()
    with pytest.raises(UnknownPlan) as damaged:
        store.load(digest)
    assert damaged.value.code == "damaged_plan"


def _run(connection: sqlite3.Connection, title: str = "Plan", **given: object) -> RunRecord:
    digest = PlanStore(connection).save(_plan(title))
    run = RunRecord(
        run_id=f"run of {title}",
        account_id=SHOP,
        digest=digest,
        kind=PlanKind.PRICES,
        title=title,
        origin_run_id=None,
        state=RunState.RUNNING,
        started_at_ms=10,
        touched_at_ms=10,
    ).model_copy(update=given)
    RunStore(connection).create(run, ["k0", "k1"])
    return run


def test_a_digest_runs_once(connection: sqlite3.Connection) -> None:
    run = _run(connection)
    with pytest.raises(sqlite3.IntegrityError):
        RunStore(connection).create(run.model_copy(update={"run_id": "other"}), [])
    assert RunStore(connection).of_digest(run.digest) == run
    assert RunStore(connection).of_digest("none") is None


def test_every_change_raises_the_seq(connection: sqlite3.Connection) -> None:
    store, run_id = RunStore(connection), _run(connection).run_id
    store.intend(run_id, 0, 20)
    assert store.step(run_id, 0).open
    assert (store.load(run_id).seq, store.step(run_id, 0).seq, store.step(run_id, 1).seq) == (1, 1, 0)
    store.release(run_id, 0, 21)
    assert not store.step(run_id, 0).open
    store.intend(run_id, 0, 22)
    store.end(run_id, 0, Outcome(kind=OutcomeKind.APPLIED, at_ms=23))
    ended = store.step(run_id, 0)
    assert (ended.sends, ended.seq, ended.open) == (2, 4, False)
    assert [step.position for step in store.steps(run_id, 3)] == [0]
    assert [step.position for step in store.steps(run_id)] == [0, 1]
    assert store.counts(run_id) == {OutcomeKind.APPLIED: 1, None: 1}
    assert store.keys(run_id, [OutcomeKind.APPLIED]) == {"k0"}
    store.set_state(run_id, RunState.PAUSED, 30, "because")
    paused = store.load(run_id)
    assert (paused.state, paused.pause_text, paused.ended_at_ms, paused.seq) == (
        RunState.PAUSED,
        "because",
        None,
        5,
    )
    store.end(run_id, 1, Outcome(kind=OutcomeKind.CANCELLED, at_ms=31))
    store.revive_cancelled(run_id, 32)
    assert store.step(run_id, 1).outcome is None
    store.set_state(run_id, RunState.FINISHED, 33)
    assert (store.load(run_id).ended_at_ms, store.load(run_id).touched_at_ms) == (33, 33)


def test_stale_without_what_was_found_is_not_missed(connection: sqlite3.Connection) -> None:
    store, run_id = RunStore(connection), _run(connection).run_id
    kinds = [OutcomeKind.STALE, OutcomeKind.REJECTED]
    store.end(run_id, 0, Outcome(kind=OutcomeKind.STALE, at_ms=1))
    assert not store.has_missed(run_id, kinds)
    store.end(run_id, 0, Outcome(kind=OutcomeKind.STALE, found_json="{}", at_ms=1))
    assert store.has_missed(run_id, kinds)
    store.end(run_id, 0, Outcome(kind=OutcomeKind.APPLIED, at_ms=1))
    assert not store.has_missed(run_id, kinds)
    store.end(run_id, 1, Outcome(kind=OutcomeKind.REJECTED, at_ms=1))
    assert store.has_missed(run_id, kinds)


def test_runs_are_listed_newest_first(connection: sqlite3.Connection) -> None:
    store = RunStore(connection)
    _run(connection, "old", state=RunState.FINISHED)
    _run(connection, "new", started_at_ms=20)
    _run(connection, "undo", started_at_ms=20, origin_run_id="run of old", kind=PlanKind.UNDO)
    _run(connection, "foreign", account_id="other")
    assert [run.title for run in store.list(SHOP)] == ["undo", "new", "old"]
    assert [run.title for run in store.interrupted(SHOP)] == ["undo", "new"]
    assert [run.title for run in store.undo_runs("run of old")] == ["undo"]
    with pytest.raises(UnknownPlan):
        store.load("nothing")


def test_wiping_leaves_no_row_and_no_trace(tmp_path: Path) -> None:
    path = tmp_path / "gumsmith.sqlite"
    connection = open_database(str(path))
    _run(connection, "a title to forget")
    MetaStore(connection).put("key", "a text to forget")
    CatalogStore(connection).save_list(SHOP, [record("forgotten-product")], 1)
    assert size_bytes(connection) > 0
    wipe(connection)
    connection.close()
    left = path.read_bytes()
    assert b"to forget" not in left
    assert b"forgotten-product" not in left
    again = open_database(str(path))
    for table in ("run_steps", "runs", "plans", "products", "shops", "selections", "meta"):
        assert again.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    again.close()


def test_scripts_saved_before_they_could_be_foreign_are_the_sellers_own() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection, MIGRATIONS[: MIGRATIONS.index(FOREIGN_SCRIPTS)])
    connection.execute("INSERT INTO scripts VALUES ('Mine', 'print(1)', 5)")
    migrate(connection)
    store = ScriptStore(connection)
    assert store.list() == (SavedScript("Mine", "print(1)", 5, False),)
    store.save("Mine", "print(2)", 6, is_foreign=True)
    assert store.list() == (SavedScript("Mine", "print(2)", 6, True),)
    store.agree("Mine", "print(1)")
    store.agree("Nobody", "print(2)")
    assert store.list() == (SavedScript("Mine", "print(2)", 6, True),)
    store.agree("Mine", "print(2)")
    assert store.list() == (SavedScript("Mine", "print(2)", 6, False),)
