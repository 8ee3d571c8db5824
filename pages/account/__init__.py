"""Account: everything of one account. Hidden in the menu; the address says which: ?account_id=ID."""

from pages.account import choosing, facts, figures, hours, lists, mediations, migrations, tams
from pages.components import filters, link, part
from pages.components.view import View


def render(view: View) -> None:
    """Draw the page. Of the shared filters only the period applies: the account is the one in the address."""
    account_id = choosing.show(view)
    found = view.ask("account_facts", account_id=account_id)
    if found.empty:
        choosing.show_absence(account_id)
        return
    account = found.iloc[0]
    own = view.under(filters.Filters(view.filters.since, view.filters.until, accounts=(account_id,)))
    link.restore([lists.LISTED])
    facts.show(view, account)
    period = filters.period_in_words(own.filters)
    part.heading(
        "Service levels", f"Cases opened and escalations raised in the period, {period}; open ones of any time."
    )
    figures.show(own, account)
    lists.show(own)
    part.heading("TAM", "Who looked after the account when, and when nobody did: the terms promise a TAM on every day.")
    tams.show(own, account)
    part.heading(
        "Email", "Moves to premium sending, what is sent by either route, and mediations with mailbox providers."
    )
    migrations.show(own, account)
    mediations.show(own, account)
    part.heading("Hours", f"When the account is served, on the wall clock of {account['time_zone']}.")
    hours.show(own, account)
    link.publish([lists.LISTED])
