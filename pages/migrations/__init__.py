"""Migrations: where every customer's traffic stands, when it will be done, and a plan for the next one.

The address says what is shown: ?migration=ID one migration, ?show=plan the plan maker, else all migrations.
"""

from collections.abc import Sequence

from pages.components import link
from pages.components.view import View
from pages.migrations import choosing, fleet, one, plan_maker


def render(view: View) -> None:
    """Draw the page."""
    migration_id = choosing.opened()
    fields: Sequence[link.Field]
    if migration_id:
        fields = one.show(view, migration_id)
    elif choosing.show_parts() == "plan":
        fields = [choosing.PART, *plan_maker.show(view)]
    else:
        fields = [choosing.PART, *fleet.show(view)]
    link.publish(fields)
